import { Route, Routes } from 'react-router-dom';

import { ConnectionView } from '../../ui/connection';
import { Frame } from './Frame';
import { ScorecardList } from './ScorecardList';

/** Scorecards: what was promised, what was kept, and how much error budget is left. */
export function ScorecardsPage() {
  return (
    <ConnectionView loading={<Frame>{null}</Frame>} failed={(notice) => <Frame>{notice}</Frame>}>
      <Routes>
        <Route index element={<ScorecardList />} />
      </Routes>
    </ConnectionView>
  );
}
