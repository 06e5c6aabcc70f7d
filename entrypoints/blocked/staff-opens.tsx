import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import type { BlockExplanation } from "../../lib/contract/message.ts";
import { ChromeWord } from "../../lib/ui/chrome-word.tsx";
import { Disclosure } from "../../lib/ui/disclosure.tsx";
import { InEnglish } from "../../lib/ui/i18n/texts.tsx";
import { staffUnlockTitle } from "../../lib/ui/staff-unlock-title.ts";
import type { CardProps } from "./blocked-app.tsx";

type PanelProps = CardProps & { readonly explanation: BlockExplanation };

/** A member of staff opens this site, or its kind, at this screen: the panel is read when it is opened. */
export function StaffOpens(props: PanelProps) {
  const [Panel, setPanel] = useState<ComponentType<PanelProps>>();
  if (props.address === undefined || props.explanation.unlockable.length === 0) return null;
  const load = () => {
    void import("./staff-panel.tsx")
      .then(({ StaffPanel }) => {
        setPanel(() => StaffPanel);
      })
      .catch(() => undefined);
  };
  return (
    <InEnglish>
      <Disclosure title={staffUnlockTitle} onOpen={load}>
        {Panel === undefined ? (
          <p role="status">
            <ChromeWord of="loading" />
          </p>
        ) : (
          <Panel {...props} />
        )}
      </Disclosure>
    </InEnglish>
  );
}
