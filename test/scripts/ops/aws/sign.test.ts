import { describe, expect, it } from 'vitest';
import { presignedUrl, signedHeaders } from '../../../../scripts/ops/aws/sign.ts';

/* The values are those of AWS's own documentation. */
describe('signature version 4', () => {
  it('signs a request as the example of IAM is signed', () => {
    const headers = signedHeaders(
      {
        service: 'iam',
        region: 'us-east-1',
        at: new Date('2015-08-30T12:36:00Z'),
        credentials: {
          accessKeyId: 'AKIDEXAMPLE',
          secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
        },
      },
      {
        method: 'GET',
        url: new URL('https://iam.amazonaws.com/?Version=2010-05-08&Action=ListUsers'),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
      },
    );
    expect(headers['authorization']).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    );
  });

  const scope = {
    service: 's3',
    region: 'us-east-1',
    at: new Date('2013-05-24T00:00:00Z'),
    credentials: {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    },
  };
  const object = new URL('https://examplebucket.s3.amazonaws.com/test.txt');

  it('makes a link as the example of S3 is made', () => {
    const { searchParams } = presignedUrl(scope, object, 86_400);
    expect(searchParams.get('X-Amz-Signature')).toBe(
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
  });

  it('puts the token of a role into what it signs', () => {
    const credentials = { ...scope.credentials, sessionToken: 'a-token' };
    const { searchParams } = presignedUrl({ ...scope, credentials }, object, 60);
    expect(searchParams.get('X-Amz-Security-Token')).toBe('a-token');
    const headers = signedHeaders({ ...scope, credentials }, { method: 'GET', url: object });
    expect(headers['authorization']).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token');
  });
});
