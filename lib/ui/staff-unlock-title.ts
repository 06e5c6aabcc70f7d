/** Apart from the other words for staff, which are read when they are wanted. */
export const staffUnlockTitle = "Staff: open this for a time";
/** Above the rule that decided. */
export const staffTitle = "For staff and IT";
