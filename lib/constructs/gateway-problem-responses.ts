import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { gatewayProblems, isDefault, problemTemplate } from '../gateway-problems.ts';

/** Let what API Gateway answers by itself be problem details, never cached. */
export function addGatewayProblems(api: RestApi): void {
  for (const problem of gatewayProblems) {
    api.addGatewayResponse(problem.response, {
      type: ResponseType.of(problem.response),
      ...(isDefault(problem.response) ? {} : { statusCode: String(problem.status) }),
      responseHeaders: {
        'Content-Type': "'application/problem+json'",
        'Cache-Control': "'no-store'",
        ...(problem.status === 401 ? { 'WWW-Authenticate': "'Bearer'" } : {}),
        ...(problem.status === 429 ? { 'Retry-After': "'5'" } : {}),
      },
      templates: { 'application/json': problemTemplate(problem) },
    });
  }
}
