// All parts of the store over one driver.
import { alertStore } from "./alert-store.ts";
import { auditStore } from "./audit-store.ts";
import { caseStore } from "./case-store.ts";
import { deviceAboutStore } from "./device-about-store.ts";
import { deviceStore } from "./device-store.ts";
import type { Driver } from "./driver.ts";
import { eventStore } from "./event-store.ts";
import { keepKindStore } from "./keep-kind-store.ts";
import { keyStore } from "./key-store.ts";
import { holdStore } from "./hold-store.ts";
import { listStore } from "./list-store.ts";
import { noticeStore } from "./notice-store.ts";
import { orderStore } from "./order-store.ts";
import { peopleStore } from "./people-store.ts";
import { personStore } from "./person-store.ts";
import { policyStore } from "./policy-store.ts";
import { requestStore } from "./request-store.ts";
import { retentionStore } from "./retention-store.ts";
import type { Store } from "./store.ts";
import { taskStore } from "./task-store.ts";
import { tryStore } from "./try-store.ts";

export function storeOver(driver: Driver): Store {
  return {
    ...alertStore(driver),
    ...eventStore(driver),
    ...auditStore(driver),
    ...caseStore(driver),
    ...deviceAboutStore(driver),
    ...deviceStore(driver),
    ...keepKindStore(driver),
    ...keyStore(driver),
    ...holdStore(driver),
    ...listStore(driver),
    ...noticeStore(driver),
    ...orderStore(driver),
    ...peopleStore(driver),
    ...personStore(driver),
    ...policyStore(driver),
    ...requestStore(driver),
    ...retentionStore(driver),
    ...taskStore(driver),
    ...tryStore(driver),
    close: () => driver.close(),
  };
}
