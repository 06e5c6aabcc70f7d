import { useState } from "preact/hooks";
import type { BlockExplanation } from "../../lib/contract/message.ts";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { InEnglish } from "../../lib/ui/i18n/texts.tsx";
import { later } from "../../lib/ui/later.tsx";
import { staffUnlockTitle } from "../../lib/ui/staff-unlock-title.ts";
import type { CardProps } from "./blocked-app.tsx";

type PanelProps = CardProps & { readonly explanation: BlockExplanation };

const StaffPanel = later<PanelProps>(
  async () => (await import("./staff-panel.tsx")).StaffPanel,
  () => null,
);

/** A member of staff opens this site, or its kind, at this screen: the panel is read when it is opened. */
export function StaffOpens(props: PanelProps) {
  const [isWanted, setWanted] = useState(false);
  if (props.address === undefined || props.explanation.unlockable.length === 0) return null;
  return (
    <InEnglish>
      <Disclosure
        title={staffUnlockTitle}
        onOpen={() => {
          setWanted(true);
        }}
      >
        {isWanted ? <StaffPanel {...props} /> : null}
      </Disclosure>
    </InEnglish>
  );
}
