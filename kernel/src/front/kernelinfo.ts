import { type Json, protocolVersion } from '../wire/message.js';

/** The content of a kernel_info_reply. */
export function kernelInfo(version: string, languageVersion: string): Json {
  return {
    status: 'ok',
    protocol_version: protocolVersion,
    implementation: 'codebook',
    implementation_version: version,
    language_info: {
      name: 'typescript',
      version: languageVersion,
      mimetype: 'application/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      codemirror_mode: { name: 'typescript', typescript: true },
      nbconvert_exporter: 'script',
    },
    banner: `Codebook ${version}: TypeScript ${languageVersion} on Node ${process.version}`,
    help_links: [
      { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
      { text: 'Node', url: 'https://nodejs.org/api/' },
      { text: 'TensorFlow.js', url: 'https://js.tensorflow.org/api/latest/' },
    ],
    debugger: false,
    supported_features: [],
  };
}
