import { lazy, Suspense } from 'react';
import { Route, Routes, useParams } from 'react-router-dom';

import { ConnectionView } from '../../ui/connection';
import { useAddress } from '../../ui/useAddress';
import { FiguresPage } from './figures/FiguresPage';
import { Frame } from './Frame';
import { NoSuchPage } from './NoSuchPage';
import { ScorecardList } from './ScorecardList';

const ObjectivePage = lazy(() =>
  import('./objective/ObjectivePage').then((module) => ({ default: module.ObjectivePage }))
);
const EditorPage = lazy(() => import('./editor/EditorPage').then((module) => ({ default: module.EditorPage })));

/** Scorecards: what was promised, what was kept, and how much error budget is left. */
export function ScorecardsPage() {
  return (
    <ConnectionView loading={<Frame>{null}</Frame>} failed={(notice) => <Frame>{notice}</Frame>}>
      <Suspense fallback={<Frame>{null}</Frame>}>
        <Routes>
          <Route index element={<ScorecardList />} />
          <Route path="figures" element={<FiguresPage />} />
          <Route path="new" element={<EditorPage id={null} />} />
          <Route path=":objective" element={<OneObjective />} />
          <Route path=":objective/edit" element={<EditOne />} />
          <Route path="*" element={<NoSuchPage />} />
        </Routes>
      </Suspense>
    </ConnectionView>
  );
}

function OneObjective() {
  const { objective = '' } = useParams();
  const [params] = useAddress();
  return <ObjectivePage id={objective} group={params.getAll('group')} />;
}

function EditOne() {
  const { objective = '' } = useParams();
  return <EditorPage key={objective} id={objective} />;
}
