import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Deployed } from './bench-cost.ts';

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.looseObject({ Rules: z.array(z.unknown()).optional() }).optional(),
    }),
  ),
});

/** What is paid for by the month, in the templates of an assembly such as cdk.out/example-wa. */
export function countDeployed(assembly: string): Deployed {
  const resources = readdirSync(assembly)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) =>
      Object.values(templateSchema.parse(JSON.parse(readFileSync(`${assembly}/${file}`, 'utf8'))).Resources),
    );
  const of = (type: string) => resources.filter((one) => one.Type === type);
  const rules = of('AWS::WAFv2::WebACL').map(({ Properties }) => {
    const list = Properties?.Rules;
    return Array.isArray(list) ? list.length : 0;
  });
  return {
    keys: of('AWS::KMS::Key').length,
    alarms: of('AWS::CloudWatch::Alarm').length,
    dashboards: of('AWS::CloudWatch::Dashboard').length,
    webAcls: of('AWS::WAFv2::WebACL').length,
    webRules: rules.reduce((sum, one) => sum + one, 0),
  };
}
