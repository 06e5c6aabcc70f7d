import { useState } from "preact/hooks";
import type { BlockExplanation } from "../../lib/contract/message.ts";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { blockedStaffWords as words } from "../../lib/ui/i18n/english/blocked.ts";
import { InEnglish } from "../../lib/ui/i18n/texts.tsx";
import { later } from "../../lib/ui/later.tsx";
import { staffUnlockTitle } from "../../lib/ui/staff-unlock-title.ts";
import type { CardProps } from "./blocked-app.tsx";
import { StaffDetails } from "./staff-details.tsx";

type PanelProps = CardProps & { readonly explanation: BlockExplanation };

const StaffPanel = later<PanelProps>(
  async () => (await import("./staff-panel.tsx")).StaffPanel,
  () => null,
);

/**
 * All that is for staff, behind one small line: opening this site or its kind at this screen (the panel is read when it
 * is opened), and the rule that decided.
 */
export function StaffLine(props: PanelProps) {
  const { address, explanation } = props;
  const [isWanted, setWanted] = useState(false);
  const canOpen = address !== undefined && explanation.unlockable.length > 0;
  return (
    <InEnglish>
      <div class="aside-line">
        <Disclosure
          title={canOpen ? staffUnlockTitle : words.staffTitle}
          onOpen={() => {
            setWanted(true);
          }}
        >
          {canOpen && isWanted ? <StaffPanel {...props} /> : null}
          {canOpen ? <h2 class="aside-title">{words.staffTitle}</h2> : null}
          <StaffDetails explanation={explanation} />
        </Disclosure>
      </div>
    </InEnglish>
  );
}
