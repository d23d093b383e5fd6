/// <reference lib="dom" />
import { type QuizAnswers, type QuizReply, quizTarget } from './quiz-comm.js';

/** JupyterLab's comm, as far as it is needed. */
interface Comm {
  onMsg: (message: { readonly content: { readonly data: unknown } }) => void;
  onClose: () => void;
  open(data: object): unknown;
}

/** A document of JupyterLab or Notebook 7; one that has a kernel has a session. */
interface DocumentWidget {
  readonly node: Node;
  readonly sessionContext?: {
    readonly session?: { readonly kernel?: { createComm(target: string): Comm } | null } | null;
  };
}

/** JupyterLab's application, which it shows to scripts when its option `expose_app_in_browser` is on. */
interface Application {
  readonly shell: { widgets(area: 'main'): Iterable<DocumentWidget> };
}

/**
 * Sends answers to the kernel of the notebook in which the form stands.
 *
 * @param replied called once: with the kernel's reply, or with undefined where it knows nothing of quizzes
 * @returns false where no kernel can be reached: in an exported page, in VS Code, in a server that does not show its
 * application, after the kernel's end.
 */
export function sendToKernel(
  form: Element,
  answers: QuizAnswers,
  replied: (reply: QuizReply | undefined) => void,
): boolean {
  const kernel = documentOf(form)?.sessionContext?.session?.kernel;
  if (!kernel) return false;
  try {
    const comm = kernel.createComm(quizTarget);
    let reply: QuizReply | undefined;
    comm.onMsg = ({ content }) => {
      reply = content.data as QuizReply; // sent by keepAnswersOf, the only one who registers this target
    };
    comm.onClose = () => replied(reply);
    comm.open(answers);
    return true;
  } catch {
    return false; // JupyterLab refuses comms of a kernel that has ended
  }
}

function documentOf(form: Element): DocumentWidget | undefined {
  const application = Reflect.get(globalThis, 'jupyterapp') as Application | undefined; // JupyterLab's global, if any
  if (!application) return undefined;
  return [...application.shell.widgets('main')].find(({ node }) => node.contains(form));
}
