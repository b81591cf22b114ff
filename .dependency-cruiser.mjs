// The arrows between rooms (see README): a room may import only what is listed for it.
const rooms =
  '^(schemas|site/content|site/publish|site/src|site/widget|site/client|studio|scripts|test)/'

/** @param {string} name @param {string} from @param {string} allowed @param {string} comment */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: {path: from},
  to: {path: rooms, pathNot: allowed},
})

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle hides which part depends on which.',
      severity: 'error',
      from: {},
      to: {circular: true, viaOnly: {dependencyTypesNot: ['type-only']}},
    },
    {
      name: 'no-cycles-of-types',
      comment:
        'In the model and its reader, a type in a circle is one that stands in a wrong file.',
      severity: 'error',
      from: {path: '^(schemas|site/content)/'},
      to: {circular: true},
    },
    only('schemas-import-no-room', '^schemas/', '^schemas/', 'The model knows no one.'),
    {
      name: 'schemas-stay-light',
      comment: 'Loading `sanity` takes 20 s; joining React parts is the Studio room’s job.',
      severity: 'error',
      from: {path: '^schemas/'},
      to: {
        path: 'node_modules/(sanity|react|react-dom|astro|@sanity/ui|@sanity/client)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    only('languages-import-nothing', '^schemas/languages/', '^schemas/languages/', 'Words alone.'),
    only(
      'lib-stands-below',
      '^schemas/lib/',
      '^schemas/(lib|languages)/',
      'What everyone uses can use nobody.',
    ),
    {
      name: 'projection-serves-projections',
      comment: 'Studio, rules, pages and contracts know the model, not how documents are written.',
      severity: 'error',
      from: {
        path: rooms,
        pathNot:
          '^(schemas/projection|site/content|test)/|^schemas/documents/([^/]+/[^/]+\\.project|define-document)\\.ts$',
      },
      to: {path: '^schemas/projection/'},
    },
    {
      name: 'projection-reads-shapes',
      comment: 'From checked shapes to contracts; Studio’s forms and the rules have no part in it.',
      severity: 'error',
      from: {path: '^schemas/projection/'},
      to: {
        path: '^schemas/',
        pathNot:
          '^schemas/(projection|api/v1|languages|lib)/|^schemas/documents/type(s|-lists)\\.ts$|^schemas/(documents|objects)/.*\\.(query|v1)\\.ts$',
      },
    },
    only('studio-imports-schemas', '^studio/', '^(studio|schemas)/', 'Editors’ room.'),
    only(
      'content-imports-schemas',
      '^site/content/',
      '^(site/content|schemas)/',
      'The door to the lake.',
    ),
    only(
      'publish-imports-content',
      '^site/publish/',
      '^(site/publish|site/content|site/widget|site/client|schemas)/',
      'The publisher builds the widget and hands out the client, too.',
    ),
    only(
      'pages-import-contracts',
      '^site/src/',
      '^(site/src|schemas|site/content|site/widget|site/client)/',
      'Pages take v1 objects; they never see a lake document.',
    ),
    {
      name: 'pages-see-content-as-types',
      comment: 'A page that runs content code would be a second door to the lake.',
      severity: 'error',
      from: {path: '^site/src/'},
      to: {path: '^site/content/', dependencyTypesNot: ['type-only']},
    },
    {
      name: 'pages-see-no-lake',
      comment: 'Lake documents and GROQ end at site/content.',
      severity: 'error',
      from: {path: '^site/src/'},
      to: {
        path: '\\.query\\.ts$|node_modules/(groq|groq-js|@sanity/client)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    only(
      'widget-imports-types',
      '^site/widget/',
      '^(site/widget|schemas)/',
      'The widget stands alone.',
    ),
    only(
      'client-imports-types',
      '^site/client/',
      '^(site/client|schemas)/',
      'The client stands alone.',
    ),
    {
      name: 'client-has-no-dependencies',
      comment: 'Partners get one small file; only types may come from elsewhere.',
      severity: 'error',
      from: {path: '^site/client/'},
      to: {path: '^(schemas|node_modules)/', dependencyTypesNot: ['type-only']},
    },
    {
      name: 'types-import-nothing',
      comment: 'Every room reads the table of types, so that nothing may come with it.',
      severity: 'error',
      from: {path: '^schemas/documents/types\\.ts$'},
      to: {},
    },
    only(
      'scripts-stay-out-of-studio',
      '^scripts/(?!lake/)',
      '^(scripts|schemas|site)/',
      'Scripts run everything but hold no Studio code.',
    ),
    only(
      'lake-imports-nothing-of-ours',
      '^scripts/lake/',
      '^scripts/lake/',
      'The lake is a stand-in for Sanity.',
    ),
    {
      name: 'lake-is-reached-over-http',
      comment: 'Everyone else speaks Sanity’s API to it.',
      severity: 'error',
      from: {pathNot: '^(scripts|test)/'},
      to: {path: '^scripts/lake/'},
    },
  ],
  options: {
    doNotFollow: {path: 'node_modules'},
    exclude: {path: '^(dist|\\.foramen|studio/dist|site/\\.astro)'},
    tsPreCompilationDeps: true,
    tsConfig: {fileName: 'tsconfig.json'},
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
