/** Apart from the other words for staff, which are read when they are wanted. */
export const staffUnlockTitle = "Staff: open this for a time";
