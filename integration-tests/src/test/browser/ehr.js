// An EHR that lives in a browser: signs each call with its own key, shows the cards, sends what the clinician answered.
// Written against CDS Hooks 2.0.1 and RFC 7515 and 7518 alone.
const { service, id, client, key, patient, fhirServer, wrong } = await (await fetch('session.json')).json();
const status = document.querySelector('#status');
document.querySelector('#patient').textContent = patient;

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const text = (value) => base64url(new TextEncoder().encode(JSON.stringify(value)));
const curve = { name: 'ECDSA', namedCurve: 'P-384' };
const signer = await crypto.subtle.importKey('jwk', key, curve, false, ['sign']);

async function token(audience) {
  const now = Math.floor(Date.now() / 1000);
  const head = text({ alg: 'ES384', typ: 'JWT', kid: key.kid });
  const body = text({ iss: client, aud: audience, iat: now, exp: now + 120, jti: crypto.randomUUID() });
  const signed = new TextEncoder().encode(`${head}.${body}`);
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-384' }, signer, signed);
  return `${head}.${body}.${base64url(signature)}`;
}

async function ask(address, body, audience = address) {
  const headers = { Authorization: `Bearer ${await token(audience)}` };
  if (body) headers['Content-Type'] = 'application/json';
  const answer = await fetch(address, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const said = await answer.text();
  return said ? JSON.parse(said) : {};
}

const address = `${service}/cds-services/${id}`;

async function answered(card, item) {
  const feedback = [{ card: card.uuid, outcomeTimestamp: new Date().toISOString(), ...item }];
  await ask(`${address}/feedback`, { feedback }, address);
  status.textContent = `Sent: ${item.outcome}.`;
}

function button(label, act) {
  const made = document.createElement('button');
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

function shown(card) {
  const article = document.createElement('article');
  article.dataset.indicator = card.indicator;
  const heading = document.createElement('h2');
  heading.textContent = card.summary;
  const detail = document.createElement('pre');
  detail.textContent = card.detail ?? '';
  article.append(heading, detail);
  for (const suggestion of card.suggestions ?? []) {
    article.append(
      button(suggestion.label, () =>
        answered(card, { outcome: 'accepted', acceptedSuggestions: [{ id: suggestion.uuid }] })),
    );
  }
  const reasons = document.createElement('select');
  reasons.setAttribute('aria-label', 'Reason');
  for (const reason of card.overrideReasons ?? []) reasons.append(new Option(reason.display, reason.code));
  const override = button('Override', () => {
    const { code, system } = card.overrideReasons[reasons.selectedIndex];
    return answered(card, { outcome: 'overridden', overrideReason: { reason: { code, system } } });
  });
  article.append(reasons, override);
  return article;
}

try {
  const { services } = await ask(`${service}/cds-services`);
  const found = services.find((one) => one.id === id && one.hook === 'patient-view');
  const call = {
    hook: found.hook,
    hookInstance: crypto.randomUUID(),
    fhirServer,
    context: { userId: 'Practitioner/sandbox-clinician', patientId: patient },
  };
  const { cards } = await ask(address, call, wrong ? `${service}/cds-services/another` : address);
  document.querySelector('#cards').append(...cards.map(shown));
  document.body.dataset.hookInstance = call.hookInstance;
  status.textContent = `${cards.length} cards.`;
} catch (refused) {
  status.textContent = `Refused: ${refused.message}`;
}
