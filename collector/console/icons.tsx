// Line drawings made for the desk. Decoration only: the words beside them carry the meaning.
import type { ComponentChildren } from "preact";

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const GateIcon = () => (
  <svg class="gate" viewBox="0 0 32 32" width="36" height="36" aria-hidden="true">
    <rect width="32" height="32" rx="8" class="gate-ground" />
    <path d="M7 25V12l9-5 9 5v13" class="gate-frame" />
    <path d="M12 25v-9m4 9v-9m4 9v-9M10.500 20h11" class="gate-bars" />
  </svg>
);
export const ConcernIcon = () => (
  <Icon>
    <path d="M12 4 3.500 19h17z" />
    <path d="M12 10v4m0 2.500v.5" />
  </Icon>
);
export const WorryIcon = () => (
  <Icon>
    <path d="M4 5h16v11H10l-4 4v-4H4z" />
    <path d="M8.500 10.500h.01m3.490 0h.01m3.490 0h.01" />
  </Icon>
);
export const DeviceIcon = () => (
  <Icon>
    <rect x="5" y="5" width="14" height="10" rx="1.500" />
    <path d="M2.500 19h19" />
  </Icon>
);
export const RequestIcon = () => (
  <Icon>
    <rect x="5" y="11" width="14" height="9" rx="2" />
    <path d="M8 11V8a4 4 0 0 1 7.500-2" />
  </Icon>
);
export const ActivityIcon = () => (
  <Icon>
    <path d="M3 12h4l3-7 4 14 3-7h4" />
  </Icon>
);
export const AuditIcon = () => (
  <Icon>
    <path d="M6 3h9l4 4v14H6z" />
    <path d="M9.500 12h6m-6 4h6" />
  </Icon>
);
export const OpenIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8" />
    <path d="M12 7.500V12l3 2" />
  </Icon>
);
export const PolicyIcon = () => (
  <Icon>
    <path d="M12 3.500 5 6v6c0 4.500 3 7.500 7 8.500 4-1 7-4 7-8.500V6z" />
    <path d="m9 12 2.200 2.200L15.500 10" />
  </Icon>
);
export const ListsIcon = () => (
  <Icon>
    <path d="M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01" />
  </Icon>
);
export const AccountsIcon = () => (
  <Icon>
    <circle cx="9" cy="8" r="3.500" />
    <path d="M3 20c0-3.500 2.500-6 6-6s6 2.500 6 6M16 5a3.500 3.500 0 0 1 0 6.500M17.500 14.500c2 .8 3.500 2.800 3.500 5.500" />
  </Icon>
);
export const SettingsIcon = () => (
  <Icon>
    <path d="M4 7h9m4 0h3M4 17h3m4 0h9" />
    <circle cx="15" cy="7" r="2" />
    <circle cx="9" cy="17" r="2" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="11" cy="11" r="6" />
    <path d="m16 16 4 4" />
  </Icon>
);
export const ReadIcon = () => (
  <Icon>
    <path d="M12 6.500C10 5 7 4.500 4 5v13c3-.5 6 0 8 1.500 2-1.500 5-2 8-1.500V5c-3-.5-6 0-8 1.500zm0 0v13" />
  </Icon>
);
export const TypedIcon = () => (
  <Icon>
    <rect x="3" y="6" width="18" height="12" rx="2" />
    <path d="M7 10h.01m4.990 0h.01m4.990 0h.01M8 14h8" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="M14 6l-6 6 6 6" />
  </Icon>
);
export const QuietIcon = () => (
  <svg class="quiet" viewBox="0 0 160 110" width="160" height="110" fill="none" aria-hidden="true">
    <path d="M8 96h144" class="quiet-line" />
    <path d="M46 96V46l34-20 34 20v50" class="quiet-gate" />
    <path d="M62 96V58m18 38V50m18 46V58M56 76h48" class="quiet-bars" />
    <circle cx="132" cy="24" r="10" class="quiet-sun" />
    <path
      d="M20 96c0-10 5-16 10-20 5 4 10 10 10 20m80 0c0-8 4-13 8-16 4 3 8 8 8 16"
      class="quiet-leaf"
    />
  </svg>
);
