import { figureOf, type System } from '../system';
import type { ClusterView } from './view';

export function clusterSystem(view: ClusterView): System {
  const { quorum, online, memory, nodeFails } = view.figures;
  const [worst] = view.attention;
  return {
    key: `proxmox-ve ${view.sourceUid}`,
    product: 'proxmox-ve',
    name: view.name,
    sourceUid: view.sourceUid,
    verdict: view.verdict,
    sinceMs: worst?.sinceMs ?? null,
    finding: worst?.finding ?? null,
    more: view.silent === null ? Math.max(0, view.attention.length - 1) : 0,
    silent: view.silent,
    figures: [
      quorum.standalone
        ? { id: 'quorum', value: 1, of: 1, unit: 'count', verdict: 'na' }
        : { id: 'quorum', value: quorum.votes, of: quorum.nodes, unit: 'count', verdict: quorum.verdict },
      { id: 'nodes', value: online.online, of: online.nodes, unit: 'count', verdict: online.verdict },
      figureOf('memory', 'ratio', memory.used),
      figureOf('node-fails', 'ratio', nodeFails),
    ],
    asOfMs: view.asOfMs,
  };
}
