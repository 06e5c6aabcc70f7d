// What of the devices the desk shows: which of them, and how many school days without a word make silence. Pure.

export const deviceFilters = ["all", "silent", "refused", "shut-out"] as const;
export type DeviceFilterName = (typeof deviceFilters)[number];

export const silentDays = [1, 3, 5, 10, 20] as const;
export const silentDaysUsual = 5;
