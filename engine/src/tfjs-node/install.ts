// Imported before '@tensorflow/tfjs-node': ES modules run in the order of their imports.
import '../index.js';
import { loadTfjsNode, serveBinding } from './native-module.js';

serveBinding();
loadTfjsNode();
