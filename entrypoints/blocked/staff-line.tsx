import { useState } from "preact/hooks";
import type { BlockExplanation } from "../../lib/contract/message.ts";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { InEnglish } from "../../lib/ui/i18n/texts.tsx";
import { later } from "../../lib/ui/later.tsx";
import { staffTitle, staffUnlockTitle } from "../../lib/ui/staff-unlock-title.ts";
import type { CardProps } from "./blocked-app.tsx";

type PanelProps = CardProps & { readonly explanation: BlockExplanation };

const StaffPanel = later<PanelProps>(
  async () => (await import("./staff-panel.tsx")).StaffPanel,
  () => null,
);

const StaffDetails = later<Pick<PanelProps, "explanation">>(
  async () => (await import("./staff-panel.tsx")).StaffDetails,
  () => null,
);

/**
 * All that is for staff, behind one small line: opening this site or its kind at this screen, and the rule that decided.
 * What stands behind the line is read when it is opened.
 */
export function StaffLine(props: PanelProps) {
  const { address, explanation } = props;
  const [isWanted, setWanted] = useState(false);
  const canOpen = address !== undefined && explanation.unlockable.length > 0;
  return (
    <InEnglish>
      <div class="aside-line">
        <Disclosure
          title={canOpen ? staffUnlockTitle : staffTitle}
          onOpen={() => {
            setWanted(true);
          }}
        >
          {canOpen && isWanted ? <StaffPanel {...props} /> : null}
          {canOpen ? <h2 class="aside-title">{staffTitle}</h2> : null}
          {isWanted ? <StaffDetails explanation={explanation} /> : null}
        </Disclosure>
      </div>
    </InEnglish>
  );
}
