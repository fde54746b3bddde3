// node check.mjs FOLDER: holds manifests against the types and schemas that are generated from Kubernetes' own API description. The types
// know every property, so that a misspelt one is found; the schemas know what is required and what a value may be.
// Prints one line for each fault, and READY with the number of objects at the end.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { parseAllDocuments } from 'yaml'

const here = dirname(fileURLToPath(import.meta.url))
const folder = process.argv[2]
const options = { strict: true, noEmit: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, skipLibCheck: true, types: [] }

// All in one file, so that the types are read once; one line each, so that a fault's line is its object.
function misspelt(objects) {
  const file = join(here, 'checked.mts')
  const text = objects
    .map(({ object }, i) => `export const x${i}: import("kubernetes-models/${object.apiVersion}/${object.kind}").I${object.kind} = ${JSON.stringify(object)};`)
    .join('\n')
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = name => name === file || fileExists.call(host, name)
  host.readFile = name => (name === file ? text : readFile.call(host, name))
  host.getSourceFile = (name, version, ...rest) =>
    name === file ? ts.createSourceFile(name, text, version) : getSourceFile.call(host, name, version, ...rest)
  const program = ts.createProgram([file], options, host)
  return ts.getPreEmitDiagnostics(program).map(fault => ({
    ...objects[fault.file ? fault.file.getLineAndCharacterOfPosition(fault.start).line : 0],
    fault: ts.flattenDiagnosticMessageText(fault.messageText, ' ')
  }))
}

async function wrong(object) {
  const { [object.kind]: Model } = await import(`kubernetes-models/${object.apiVersion}/${object.kind}`)
  try {
    new Model(object).validate()
    return []
  } catch (error) {
    return [error.message]
  }
}

const objects = readdirSync(folder)
  .filter(name => name.endsWith('.yaml') && name !== 'kustomization.yaml')
  .sort()
  .flatMap(name => parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map(document => ({ name, object: document.toJS() })))
const faults = misspelt(objects)
for (const { name, object } of objects) {
  faults.push(...(await wrong(object)).map(fault => ({ name, object, fault })))
}

for (const { name, object, fault } of faults) {
  console.log(`FAULT ${name} ${object.kind}: ${fault.replaceAll('\n', ' ')}`)
}

console.log(`READY ${objects.length}`)
