// What went out lately, and what did not.
import type { AlertMessage } from "../alerts/alert-types.ts";
import { messageWords, outcomeOf } from "./alert-words.ts";
import { Time } from "./bits.tsx";
import { Table } from "./table.tsx";

export function AlertMessages({ messages }: { readonly messages: readonly AlertMessage[] }) {
  if (messages.length === 0) return null;
  return (
    <>
      <h2>Last messages</h2>
      <Table label="Last messages" heads={["When", "To", "What", "What became of it"]}>
        {messages.map((message) => (
          <tr key={message.id}>
            <td>
              <Time atMs={message.endedAtMs ?? message.madeAtMs} />
            </td>
            <td>{message.contactName}</td>
            <td>{messageWords[message.kind]}</td>
            <td>{outcomeOf(message)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}
