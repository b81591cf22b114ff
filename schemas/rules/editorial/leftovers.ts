import {languageOf} from '../language.ts'
import {remember} from '../recent.ts'
import {defineRule} from '../rule.ts'
import {words} from '../sentences.ts'
import {ours} from '../sources.ts'
import {textUnits} from '../text.ts'

/** What writers leave for later, in any language. Capitals count: "todo" is a Spanish word. */
const NOTES =
  /\b(?:TO-?DO|TO DO|TBD|TBC|TBA|TK|TKTK|FIXME|XX+|WIP|TBW)\b|\?{3,}|_{4,}|\bto be (?:confirmed|decided|added|written|completed)\b/
const FILLER =
  /\b(?:lorem ipsum|dolor sit amet|consectetur|(?:insert|add|enter|put|type|write|your) (?:\w+ ){0,4}(?:here|goes here)|(?:text|content|copy|words?|title|name|image|link) (?:goes|to go|to come|will go) here|place-?holder|dummy text|sample text|example text|fill (?:this|me) in|(?:check|ask|confirm) with (?:legal|editor|marketing)|note to (?:self|editor)|draft only|do not publish|as an ai(?: language)? model|as a (?:large )?language model|here(?:['’]s| is) (?:the|your|a) (?:revised|rewritten|updated|draft)|certainly! here|asdf\w*|qwerty|foo ?bar|blah blah|coming soon|under construction|(?:citation|source) needed|needs (?:a )?(?:source|citation|rewrite|checking))\b/i
const BRACKETS =
  /\[(?:\s*(?:…|\.{2,})\s*|[^\]]{0,60}\b(?:name|date|number|here|insert|add|clinic|phone|text|source|citation|todo|xx+|drug|dose|your|fill|check|figure|link)\b[^\]]{0,60})\]|\{\{[^}]{0,60}\}\}|<(?:insert|name|date|your|add)[^>]{0,40}>|<<[^>]{0,60}>>/i

const leftover = remember(
  (text): string | undefined => (NOTES.exec(text) ?? FILLER.exec(text) ?? BRACKETS.exec(text))?.[0],
)

export const r43 = defineRule({
  id: 'R43',
  severity: 'error',
  title: 'No notes to the writer and no filler text are left',
  source: ours('readers see every word, also those that stood for others'),
  needs: 'document',
  *check(document) {
    for (const unit of textUnits(document)) {
      const found = leftover(unit.text)
      if (found === undefined) continue
      yield {
        path: unit.path,
        value: found,
        message: `still holds a note or filler: "${found}"`,
        hint: 'Write what belongs there, or take it out.',
      }
    }
  },
})

/** The commonest words that the language shares with few others. */
const STOP_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    'the of and to is that it for was with as his they be at this have from or had by but not what all were we when your can said there an each which she do their if will how about out many then them these some her would make like into has two more you are may after before'.split(
      ' ',
    ),
  ),
  es: new Set(
    'el los las del que y una por con para como pero más este esta está son su sus al se le lo ya muy sin sobre también después antes usted puede cuando'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le les des du et une est dans pour que qui sur avec pas plus vous nous sont au aux ce cette ces votre vos ou après avant être avez'.split(
      ' ',
    ),
  ),
  de: new Set(
    'der die das und ist nicht mit ein eine einen dem den des sie ich auf für von zu im auch wird werden oder nach vor sich bei haben kann wenn ihre'.split(
      ' ',
    ),
  ),
  pt: new Set(
    'os das dos uma não com para por mais como mas foi ao são seu sua pode depois antes você em da do no na nos nas é'.split(
      ' ',
    ),
  ),
  it: new Set(
    'il gli della dei delle che di è un una per con non sono del nel alla dopo prima può anche come si lo ed questo questa'.split(
      ' ',
    ),
  ),
  nl: new Set(
    'het een en van ik te dat niet zijn op met voor aan er maar om ook als dan bij nog naar uit deze kan wordt'.split(
      ' ',
    ),
  ),
}
/** Under so many words a name or a quotation decides. */
const MIN_WORDS = 6

const countsOf = remember((text) => {
  const said = words(text.toLowerCase())
  const counts = Object.entries(STOP_WORDS).map(([language, stop]): [string, number] => [
    language,
    said.filter((word) => stop.has(word)).length,
  ])
  return {total: said.length, counts: new Map(counts)}
})
const OTHER_SCRIPT =
  /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}]{2,}/u

export const r44 = defineRule({
  id: 'R44',
  severity: 'warning',
  title: 'A text is in the language of its document',
  source: {
    name: 'W3C, WCAG 2.2, Understanding 3.1.2 Language of Parts',
    url: 'https://www.w3.org/WAI/WCAG22/Understanding/language-of-parts.html',
  },
  needs: 'document',
  *check(document) {
    const language = languageOf(document).split('-')[0] ?? ''
    if (STOP_WORDS[language] === undefined) return
    for (const unit of textUnits(document)) {
      const script = OTHER_SCRIPT.test(unit.ownWords)
      const {total, counts} = countsOf(unit.ownWords)
      if (!script && total < MIN_WORDS) continue
      const own = counts.get(language) ?? 0
      const most = Math.max(...counts.values())
      if (!script && (most < 3 || most < own * 2 + 1 || most < total * 0.2)) continue
      yield {
        path: unit.path,
        message: `is in another language than its document (${language})`,
        hint: 'Translate it, or put it in quotation marks where it quotes somebody.',
      }
    }
  },
})
