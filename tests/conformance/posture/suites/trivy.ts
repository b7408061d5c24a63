import { join } from 'node:path';
import { items, record, text } from '@bulwark/model';
import { parseYaml, SourceText } from '@bulwark/text';
import type { PostureCase } from '../posture-case.ts';
import { readResources } from '../read-resources.ts';
import { readFolder, suites } from './suite-folder.ts';

/** The suite names its files for the checks’ titles. */
const idsByFile: Readonly<Record<string, string>> = {
  'CPU_not_limited.yaml': 'KSV-0011',
  'CPU_requests_not_specified.yaml': 'KSV-0015',
  'access_to_host_ports.yaml': 'KSV-0024',
  'can_elevate_its_own_privileges.yaml': 'KSV-0001',
  'capabilities_no_drop_all.yaml': 'KSV-0003',
  'file_system_not_read_only.yaml': 'KSV-0014',
  'host_ipc.yaml': 'KSV-0008',
  'hostpath_volumes_mounted.yaml': 'KSV-0023',
  'insecure_ingress_nginx.yaml': 'KCV-0093',
  'memory_not_limited.yaml': 'KSV-0018',
  'memory_requests_not_specified.yaml': 'KSV-0016',
  'mounts_docker_socket.yaml': 'KSV-0006',
  'non_default_proc_masks_set.yaml': 'KSV-0027',
  'protecting_pod_service_account_tokens.yaml': 'KSV-0036',
  'runs_with_GID_le_10000.yaml': 'KSV-0021',
  'runs_with_UID_le_10000.yaml': 'KSV-0020',
  'selector_usage_in_network_policies.yaml': 'KSV-0038',
  'selinux_custom_options_set.yaml': 'KSV-0025',
  'specific_capabilities_added.yaml': 'KSV-0022',
  'tiller_is_deployed.yaml': 'KSV-0102',
  'unsafe_sysctl_options_set.yaml': 'KSV-0026',
  'uses_image_tag_latest.yaml': 'KSV-0013',
};

/** The good and bad examples of trivy-checks, each a manifest. */
export function trivyCases(): readonly PostureCase[] {
  return readFolder(join(suites, 'trivy-checks', 'kubernetes')).flatMap(({ name, content }) => {
    const examples = record(record(parseYaml(new SourceText(name, content)).documents[0]?.value)['kubernetes']);
    return (['good', 'bad'] as const).flatMap((side) =>
      items(examples[side]).map((example, index) => ({
        tool: 'trivy' as const,
        name: `${name.replace('.yaml', '')}/${side}${index}`,
        check: idsByFile[name] ?? name,
        resources: readResources([{ name, content: text(example) ?? '' }]),
        expected: side === 'bad' ? ('something' as const) : ('nothing' as const),
      })),
    );
  });
}
