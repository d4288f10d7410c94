import { Route, Routes } from 'react-router-dom';

import { ConnectionView } from '../../ui/connection';
import { FiguresPage } from './figures/FiguresPage';
import { Frame } from './Frame';
import { ScorecardList } from './ScorecardList';

/** Scorecards: what was promised, what was kept, and how much error budget is left. */
export function ScorecardsPage() {
  return (
    <ConnectionView loading={<Frame>{null}</Frame>} failed={(notice) => <Frame>{notice}</Frame>}>
      <Routes>
        <Route index element={<ScorecardList />} />
        <Route path="figures" element={<FiguresPage />} />
      </Routes>
    </ConnectionView>
  );
}
