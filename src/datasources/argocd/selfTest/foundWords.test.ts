import { dropWords } from './foundWords';

const right = (resource: string, action: string) => ({ resource, action, of: '*/*' });

it('says what to do about logs that are in no policy: Argo CD 2.x gives them to everybody', () => {
  expect(dropWords([right('logs', 'get')])).toContain('server.rbac.log.enforce.enable');
  expect(dropWords([right('applications', 'sync')])).not.toContain('logs');
});
