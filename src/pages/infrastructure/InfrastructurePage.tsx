import { Route, Routes } from 'react-router-dom';

import { ConnectionView } from '../../ui/connection';
import { FindingsPage } from './FindingsPage';
import { Frame } from './Frame';
import { NoSuchSystem } from './NoSuchSystem';
import { Overview } from './Overview';
import { ProductPagesProvider, type ProductPages } from './productPages';
import { PRODUCT_PAGES } from './products';

interface Props {
  /** By product id. */
  pages?: ProductPages;
}

/** Infrastructure: all systems in one list, and a page for each cluster and server. */
export function InfrastructurePage({ pages = PRODUCT_PAGES }: Props) {
  return (
    <ConnectionView loading={<Frame>{null}</Frame>} failed={(notice) => <Frame>{notice}</Frame>}>
      <ProductPagesProvider value={pages}>
        <Routes>
          <Route index element={<Overview />} />
          {Object.entries(pages).map(
            ([id, { route }]) => route && <Route key={id} path={route.path} element={route.element} />
          )}
          <Route path="findings/:key" element={<FindingsPage />} />
          <Route path="*" element={<NoSuchSystem />} />
        </Routes>
      </ProductPagesProvider>
    </ConnectionView>
  );
}
