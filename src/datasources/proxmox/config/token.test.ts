import fc from 'fast-check';

import { looksLikeSecret, splitToken, tokenIdProblem, userProblem } from './token';

const SECRET = '4b1c0f3e-9a52-4c7d-8e21-0d6f5a7b9c13';

describe('splitToken', () => {
  it.each([
    [`opsrounds@pve!grafana=${SECRET}`, { user: 'opsrounds@pve', tokenId: 'grafana', secret: SECRET }],
    [`opsrounds@pbs!grafana:${SECRET}`, { user: 'opsrounds@pbs', tokenId: 'grafana', secret: SECRET }],
    [`  PVEAPIToken=a.b@ldap-x!t_1=${SECRET}\n`, { user: 'a.b@ldap-x', tokenId: 't_1', secret: SECRET }],
    [`Authorization: PBSAPIToken=o@pbs!g:${SECRET}`, { user: 'o@pbs', tokenId: 'g', secret: SECRET }],
    ['opsrounds@pve!grafana', { user: 'opsrounds@pve', tokenId: 'grafana' }],
  ])('takes %p apart', (pasted, parts) => {
    expect(splitToken(pasted)).toEqual(parts);
  });

  it.each(['', 'opsrounds@pve', 'grafana', SECRET, '!', 'opsrounds@pve!', '@pve!x=y', 'a@b!c d=e', 'a!b=c'])(
    'leaves %p alone',
    (typed) => {
      expect(splitToken(typed)).toBeNull();
    }
  );

  it('loses nothing of any token', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9._-]{0,20}$/);
    fc.assert(
      fc.property(word, word, word, fc.uuid(), fc.constantFrom('=', ':'), (name, realm, tokenId, secret, separator) => {
        const user = `${name}@${realm}`;
        expect(splitToken(`${user}!${tokenId}${separator}${secret}`)).toEqual({ user, tokenId, secret });
      })
    );
  });
});

describe('the fields alone', () => {
  it('asks a user for a realm and warns of root', () => {
    expect(['opsrounds@pve', 'opsrounds', '', 'a@b@c', 'root@pam'].map(userProblem)).toEqual([
      null,
      'no-realm',
      'empty',
      'no-realm',
      'root',
    ]);
  });

  it('takes the names that Proxmox takes for a token', () => {
    expect(['grafana', 'g-1.x_y', '', 'a b', 'a!b'].map(tokenIdProblem)).toEqual([
      null,
      null,
      'empty',
      'malformed',
      'malformed',
    ]);
  });

  it('knows a secret from half a one', () => {
    expect([SECRET, ` ${SECRET} `, SECRET.slice(0, -1), 'geheim'].map(looksLikeSecret)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
