import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import 'systemjs/dist/extras/named-register.js';

import { createRoot } from 'react-dom/client';

import { Root } from './Root';
import { shareModules } from './sharedModules';
import { setSingletons } from './singletons';

await setSingletons();
shareModules();
createRoot(document.getElementById('reactRoot')!).render(<Root />);
