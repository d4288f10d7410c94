import { Route, Routes } from 'react-router-dom';

import { ConnectionView } from '../../ui/connection';
import { Frame } from './Frame';
import { IndexPage } from './IndexPage';
import { NoSuchRound } from './NoSuchRound';
import { PastRunPage } from './PastRunPage';

/** Checklists: which routines exist and whether they are kept, and the record of each round. */
export function ChecklistsPage() {
  return (
    <ConnectionView loading={<Frame>{null}</Frame>} failed={(notice) => <Frame>{notice}</Frame>}>
      <Routes>
        <Route index element={<IndexPage />} />
        <Route path=":list/:date/:shift?" element={<PastRunPage />} />
        <Route path="*" element={<NoSuchRound />} />
      </Routes>
    </ConnectionView>
  );
}
