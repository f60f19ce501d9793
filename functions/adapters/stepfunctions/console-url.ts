/**
 * Where the Step Functions console shows an execution.
 * @param machineArn `arn:aws:states:<region>:<account>:stateMachine:<name>`
 */
export function consoleUrl(machineArn: string, execution: string): string {
  const [, , , region = ''] = machineArn.split(':');
  const arn = `${machineArn.replace(':stateMachine:', ':execution:')}:${execution}`;
  return `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${arn}`;
}
