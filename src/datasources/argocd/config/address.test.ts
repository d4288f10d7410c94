import { argocdAddressProblem } from './address';

it.each([
  ['https://argocd.example.com', null],
  ['https://argocd.example.com/', null],
  ['https://example.com/argocd', null],
  ['https://argocd-server.argocd.svc', null],
  ['', { code: 'empty' }],
  ['argocd.example.com', { code: 'no-scheme', fix: 'https://argocd.example.com' }],
  ['//argocd.example.com/', { code: 'no-scheme', fix: 'https://argocd.example.com' }],
  ['https://a b', { code: 'unreadable' }],
  ['https://admin:secret@argocd.example.com', { code: 'credentials', fix: 'https://argocd.example.com' }],
  ['https://argocd.example.com/applications?view=tiles', { code: 'path', fix: 'https://argocd.example.com' }],
  ['https://example.com/argocd/api/v1', { code: 'path', fix: 'https://example.com/argocd' }],
  ['http://argocd.example.com', { code: 'http', fix: 'https://argocd.example.com' }],
])('%s', (address, problem) => {
  const found = argocdAddressProblem(address);
  if (problem === null) {
    expect(found).toBeNull();
  } else {
    expect(found).toMatchObject(problem);
  }
});
