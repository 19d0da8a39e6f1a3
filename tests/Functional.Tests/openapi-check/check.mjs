// node check.mjs openapi.json [exchanges.json]: every example of the document, and every exchange given, against its schema.
// Exits with 1 and names each failure.
import { readFileSync } from 'node:fs'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'

const [documentFile = '../../../docs/api/openapi.json', exchangesFile] = process.argv.slice(2)
const document = JSON.parse(readFileSync(documentFile, 'utf8'))

// OpenAPI 3.0 writes null as `nullable`, also beside `allOf`, which JSON Schema does not know.
function toJsonSchema(node) {
  if (Array.isArray(node)) return node.map(toJsonSchema)
  if (node === null || typeof node !== 'object') return node
  const { nullable, example, ...rest } = node
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]))
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema
}

const ajv = new Ajv({ strict: true, allErrors: true, strictTypes: false, strictRequired: false })
addFormats(ajv)
ajv.addFormat('int32', { type: 'number', validate: (n) => Number.isInteger(n) && Math.abs(n) < 2 ** 31 })
ajv.addFormat('int64', { type: 'number', validate: Number.isInteger })
ajv.addFormat('double', { type: 'number', validate: () => true })
ajv.addVocabulary(['components'])
ajv.addSchema({ $id: 'openapi', components: toJsonSchema(document.components) })

const failures = []
const validators = new Map()

function validate(schema, value, where) {
  const key = JSON.stringify(schema)
  if (!validators.has(key)) validators.set(key, ajv.compile(JSON.parse(JSON.stringify(toJsonSchema(schema)).replaceAll('"#/components/', '"openapi#/components/'))))
  const check = validators.get(key)
  if (check(value)) return
  for (const { instancePath, message, params } of check.errors) failures.push(`${where}${instancePath}: ${message} ${JSON.stringify(params)}`)
}

let examples = 0
for (const [path, operations] of Object.entries(document.paths))
  for (const [method, operation] of Object.entries(operations)) {
    const contents = [
      ...Object.values(operation.requestBody?.content ?? {}).map((content) => ['body', content]),
      ...Object.entries(operation.responses).flatMap(([status, response]) => Object.values(response.content ?? {}).map((content) => [status, content])),
    ]
    for (const [what, { schema, example }] of contents) {
      const where = `${method.toUpperCase()} ${path} ${what}`
      if (example === undefined) failures.push(`${where}: no example`)
      else validate(schema, example, where)
      examples += 1
    }
  }
if (examples < 100) failures.push(`only ${examples} examples: is this the document?`)

let exchanges = 0
if (exchangesFile)
  for (const { method, path, request, status, contentType, response } of JSON.parse(readFileSync(exchangesFile, 'utf8'))) {
    const operation = document.paths[path][method.toLowerCase()]
    const where = `${method} ${path}`
    if (request !== null) validate(operation.requestBody.content['application/json'].schema, request, `${where} request`)
    const declared = operation.responses[status]
    const content = declared?.content?.[contentType]
    if (!declared) failures.push(`${where}: ${status} is not declared`)
    else if (response === null && declared.content) failures.push(`${where} ${status}: no body, but one is declared`)
    else if (response !== null && !content) failures.push(`${where} ${status}: a ${contentType} body is not declared`)
    else if (response !== null) validate(content.schema, response, `${where} ${status}`)
    exchanges += 1
  }

if (failures.length > 0) {
  console.error(failures.join('\n'))
  process.exit(1)
}
console.log(`${examples} examples are valid${exchangesFile ? `, ${exchanges} exchanges are valid` : ''}.`)
