import type { Codec } from '../wire/codec.js';
import type { Json, Message, Outgoing } from '../wire/message.js';
import type { RequestChannel, Sockets } from './sockets.js';

/** Whose answer something is: the parent header, and where replies go. */
export interface Parent {
  headerText: string;
  identities: Uint8Array[];
}

/** Sends messages for the rest of the kernel. */
export interface Publisher {
  publish(
    parent: Parent | undefined,
    type: string,
    content: Json | string,
    more?: Pick<Outgoing, 'metadata' | 'buffers'>,
    sent?: () => void,
  ): void;
  reply(channel: RequestChannel, parent: Parent, type: string, content: Json | string, metadata?: Json): void;
  status(parent: Parent | undefined, state: 'starting' | 'busy' | 'idle'): void;
}

/** Encodes, signs and queues messages. The topic of iopub messages is `kernel.<type>`, as ipykernel's is. */
export function createPublisher(codec: Codec, sockets: Sockets): Publisher {
  const publish: Publisher['publish'] = (parent, type, content, more, sent) => {
    const identities = [type === 'iopub_welcome' ? '' : `kernel.${type}`];
    const message = { identities, type, parent: parent?.headerText ?? '{}', content, ...more };
    sockets.outboxes.iopub.push(codec.encode(message), sent);
  };
  return {
    publish,
    reply(channel, parent, type, content, metadata = {}) {
      const { identities, headerText } = parent;
      sockets.outboxes[channel].push(
        codec.encode({ identities, type, parent: headerText, content, metadata }),
      );
    },
    status: (parent, state) => publish(parent, 'status', { execution_state: state }),
  };
}

/** A message's parenthood, without its content. */
export function parentOf({ headerText, identities }: Message): Parent {
  return { headerText, identities };
}
