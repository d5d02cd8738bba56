-- For pandoc: notes of reledmac, citations and quotations, from LaTeX to reST of sphinx-critique.
-- pandoc -f latex+raw_tex -t rst --lua-filter from-latex.lua old.tex
-- What could not be brought over is said on standard error. No word goes without being named there.

local plain = pandoc.utils.stringify
local FROM = "latex+raw_tex"
local names, kinds, footnotes, remarks, seen = {}, {}, {}, {}, {}
local has_small_capitals = false

local function set(words)
  local of = {}
  for word in words:gmatch("%S+") do of[word] = true end
  return of
end

local MARKS = set("beginnumbering endnumbering pstart pend stanza printbibliography")
local NOTES = set("footnote ledsidenote ledleftnote ledrightnote ledinnernote ledouternote marginpar"
  .. " sidenote endnote footnoteA footnoteB footnoteC footnoteD footnoteE")
local REFERENCES = set("ref pageref autoref cref Cref vref nameref edlineref edpageref lineref"
  .. " xlineref sublineref xpageref edpageref annotationref pstarteref pstartref")
local HEADINGS = { eledchapter = 1, eledsection = 1, eledsubsection = 2, eledsubsubsection = 3 }
-- These print no words.
local SILENT = set("maketitle tableofcontents printindex printshorthands vspace hspace newpage"
  .. " clearpage cleardoublepage pagebreak nopagebreak linebreak noindent indent centering"
  .. " bigskip medskip smallskip linenumincrement firstlinenum setline advanceline startlock"
  .. " endlock skipnumbering autopar setcounter addtocounter setlength setstanzaindents"
  .. " pausenumbering resumenumbering thispagestyle pagestyle markboth addbibresource"
  .. " frontmatter mainmatter backmatter protect relax ignorespaces unskip"
  .. " bibliographystyle nocite sloppy fussy ledpb newverse")

local OPENING = set("( [ { < - / : “ ‘ « – —")

local function remark(said, latex)
  local line = latex:gsub("%s+", " ")
  if not seen[said .. line] then table.insert(remarks, said .. ": " .. line) end
  seen[said .. line] = true
end

-- LaTeX ------------------------------------------------------------------------------------------

-- The name of a command, its star, what it has in brackets and in braces, and what follows.
local function command(latex)
  local name, star, rest = latex:match("^%s*\\(%a+)(%*?)(.*)$")
  if not name then return end
  local given = { name = name, star = star, options = {}, braces = {} }
  while true do
    local held, after = rest:match("^%s*(%b{})(.*)$")
    local behind = rest:match("^%s*%[(.*)$")
    if held then
      table.insert(given.braces, held:sub(2, -2))
      rest = after
    elseif behind then
      -- A bracket within braces ends no option.
      local depth, close = 0, nil
      for place = 1, #behind do
        local sign = behind:sub(place, place)
        if sign == "{" then depth = depth + 1 end
        if sign == "}" then depth = depth - 1 end
        if sign == "]" and depth == 0 then close = place break end
      end
      if not close then break end
      table.insert(given.options, (behind:sub(1, close - 1):gsub("^{(.*)}$", "%1")))
      rest = behind:sub(close + 1)
    else
      break
    end
  end
  return given, rest
end

local raw_inline, raw_block

local function understood(blocks)
  return blocks:walk({
    traverse = "topdown",
    RawInline = function(each) return raw_inline(each) end,
    RawBlock = function(each) return raw_block(each) end,
    -- It holds its own command, raw.
    Cite = function(each)
      each.content = {}
      return each, false
    end,
  })
end

local function read(latex)
  return understood(pandoc.read(latex, FROM).blocks)
end

local function words_of(latex)
  return pandoc.utils.blocks_to_inlines(read(latex), { pandoc.Space() })
end

local function marked(class, inlines, attributes)
  return pandoc.Span(inlines or {}, pandoc.Attr("", { class }, attributes or {}))
end

local function cited(given, key)
  local latex = "\\parencite"
  for _, option in ipairs(given.options) do latex = latex .. "[{" .. option .. "}]" end
  return latex .. "{" .. key .. "}"
end

-- What is said of a lemma: each \Afootnote, \Bendnote ... is a note, other words are one too.
local function notes_on(latex)
  local notes, lemma, others = pandoc.Inlines({}), nil, ""
  local rest = latex
  while rest ~= "" do
    local given, after = command(rest)
    local series = given and given.name:match("^%u%l*note$") and #given.braces > 0
    if series then
      local said = { kind = given.name }
      notes:insert(marked("ednote", { pandoc.Note(read(given.braces[#given.braces])) }, said))
      rest = after
    elseif given and given.name == "lemma" then
      lemma, rest = given.braces[1], after
    elseif given and (given.name == "linenum" or given.name == "lemmaindex") then
      remark("left out", "\\" .. given.name .. "{" .. (given.braces[1] or "") .. "}")
      rest = after
    else
      local sign = rest:match("^%s+") or rest:match("^\\%a+%*?") or rest:match("^%b{}")
        or rest:match("^[^\\{%s]+") or rest:sub(1, 1)
      others, rest = others .. sign, rest:sub(#sign + 1)
    end
  end
  if others:match("[%w\128-\255]") then
    notes:insert(marked("ednote", { pandoc.Note(read(others)) }, { kind = "edtext" }))
  end
  return notes, lemma
end

local function inlines_of(given, latex)
  local name, braces, options = given.name, given.braces, given.options
  local last = braces[#braces]
  if name == "edtext" and #braces >= 2 then
    local notes, lemma = notes_on(braces[2])
    local said = { lemma = lemma and plain(words_of(lemma)) or "", latex = lemma or "" }
    return pandoc.Inlines({ marked("edtext", words_of(braces[1]), said) }) .. notes
  elseif name == "textelp" then
    local added = last and last ~= "" and words_of("[" .. last .. "]") or pandoc.Inlines({})
    local dots = pandoc.Inlines({ pandoc.Str("[…]") })
    if #added == 0 then return dots end
    local space = pandoc.Inlines({ pandoc.Space() })
    return given.star == "*" and added .. space .. dots or dots .. space .. added
  elseif name == "textins" and last then
    return words_of("[" .. last .. "]")
  elseif name == "textdel" and last then
    return pandoc.Inlines({ pandoc.Str("[…]") })
  elseif name:match("textcquote$") and #braces >= 2 then
    local key = braces[#braces - 1]
    return words_of("\\enquote{" .. last .. "} " .. cited(given, key))
  elseif name:match("textquote$") and last then
    local citation = options[1] and options[1] ~= "" and " " .. options[1] or ""
    return words_of("\\enquote{" .. last .. "}" .. citation)
  elseif NOTES[name] and last then
    return pandoc.Inlines({ marked("ednote", { pandoc.Note(read(last)) }, { kind = name }) })
  elseif name:match("^%u%l*note$") and last then
    return pandoc.Inlines({ marked("ednote", { pandoc.Note(read(last)) }, { kind = name }) })
  elseif name == "label" or name == "edlabel" then
    return pandoc.Inlines({ marked("label", {}, { name = last or "" }) })
  elseif REFERENCES[name] and last then
    return pandoc.Inlines({ marked("reference", {}, { name = last, latex = latex }) })
  elseif name:lower():match("cite") and last then
    remark("a citation, however it was to be printed", latex)
    return words_of(cited(given, last))
  elseif name == "index" or name == "edindex" or name == "sindex" then
    remark("left out", latex)
    return pandoc.Inlines({})
  elseif MARKS[name] or HEADINGS[name] then
    for _, option in ipairs(options) do remark("left out", "[" .. option .. "]") end
    return pandoc.Inlines({ marked("mark", last and words_of(last), { name = name }) })
  end
end

-- An unknown command: its words are kept.
local function unknown(given, latex)
  local kept = pandoc.Inlines({})
  for _, each in ipairs(given.braces) do
    if #kept > 0 then kept:insert(pandoc.Space()) end
    kept:extend(words_of(each))
  end
  if not SILENT[given.name] then
    remark(#kept > 0 and "unknown, its words are kept" or "unknown, left out", latex)
    for _, option in ipairs(given.options) do remark("left out", "[" .. option .. "]") end
  end
  return SILENT[given.name] and pandoc.Inlines({}) or kept
end

function raw_inline(raw)
  if raw.format ~= "latex" and raw.format ~= "tex" then return end
  local given, rest = command(raw.text)
  if not given then
    remark("left out", raw.text)
    return pandoc.Inlines({})
  end
  local inlines = inlines_of(given, raw.text) or unknown(given, raw.text)
  if rest:match("%S") then inlines:extend(words_of(rest)) end
  return inlines
end

local function environment(latex, name, body)
  local given, words = command("\\" .. name:gsub("%*", "") .. body)
  if not given then return end
  if not name:match("quote%*?$") then
    remark("unknown, its words are kept", "\\begin{" .. name .. "}")
    for _, each in ipairs(given.options) do remark("left out", "[" .. each .. "]") end
    for _, each in ipairs(given.braces) do remark("left out", "{" .. each .. "}") end
    return read(words)
  end
  local citation = given.options[1] or ""
  if name:match("cquote") then citation = cited(given, given.braces[#given.braces] or "") end
  return { pandoc.BlockQuote(read(words .. "\n\n" .. citation)) }
end

function raw_block(raw)
  if raw.format ~= "latex" and raw.format ~= "tex" then return end
  local name, body = raw.text:match("^%s*\\begin{([^}]*)}(.*)\\end{%1}%s*$")
  local blocks = name and environment(raw.text, name, body)
  if blocks then return blocks end
  local given, rest = command(raw.text)
  if given and not (raw.text:match("^%s*\\[%a@]*def") or given.name:match("command")) then
    local kept = pandoc.Blocks({ pandoc.Para(raw_inline(pandoc.RawInline("latex", raw.text))) })
    return #kept[1].content > 0 and kept or {}
  end
  if not given or rest:match("%S") then remark("left out", raw.text) end
  return {}
end

-- Quotations and citations -----------------------------------------------------------------------

-- No markup stands within emphasis: that is parted around it.
local function unnested(each)
  local pieces, has_raw = pandoc.Inlines({}), false
  for _, inner in ipairs(each.content) do
    local last = pieces[#pieces]
    if inner.t == "RawInline" then
      has_raw = true
      pieces:insert(inner)
    elseif last and last.t == each.t then
      last.content:insert(inner)
    else
      local piece = each:clone()
      piece.content = pandoc.Inlines({ inner })
      pieces:insert(piece)
    end
  end
  return has_raw and pieces or nil
end

-- Roles and calls of notes are parted from letters beside them.
local function apart(inlines)
  local done = pandoc.Inlines({})
  for place, each in ipairs(inlines) do
    local before, after = inlines[place - 1], inlines[place + 1]
    if each.t == "RawInline" and each.text:match("^[:%[]") then
      local is_led = before and not before.t:match("^S[op]") and before.t ~= "LineBreak"
      local sign = before and before.t == "Str" and before.text:match("[%z\1-\127\194-\244][\128-\191]*$")
      if is_led and not (sign and OPENING[sign]) then
        done:insert(pandoc.RawInline("rst", "\\ "))
      end
      done:insert(each)
      local text = after and after.t == "Str" and after.text
      if text and (text:match("^[%w\195-\223\224-\225\227-\244]")) or after and after.content then
        done:insert(pandoc.RawInline("rst", "\\ "))
      end
    else
      done:insert(each)
    end
  end
  return done
end

local function in_rst(blocks)
  blocks = pandoc.Blocks(blocks):walk({ Emph = unnested, Strong = unnested }):walk({ Inlines = apart })
  return (pandoc.write(pandoc.Pandoc(blocks), "rst", PANDOC_WRITER_OPTIONS):gsub("\n+$", ""))
end

local function set_in(words)
  return "   " .. words:gsub("\n([^\n])", "\n   %1")
end

local function role(name, words)
  return pandoc.RawInline("rst", ":" .. name .. ":`" .. words .. "`")
end

local function citation(cite)
  local said = {}
  for _, each in ipairs(cite.citations) do
    local before, after = plain(each.prefix), plain(each.suffix)
    if before ~= "" then before = before .. " " end
    if after ~= "" then after = ", " .. after:gsub("^[%s,]+", "") end
    table.insert(said, before .. each.id .. after)
  end
  return table.concat(said, "; ")
end

-- Words within a role, where emphasis is all the markup that there is; nothing where there is more.
local function within(inlines)
  local said = ""
  for _, each in ipairs(inlines) do
    if each.t == "Emph" or each.t == "Strong" then
      local held = within(each.content)
      if not held then return end
      said = said .. "*" .. held .. "*"
    elseif each.t == "Span" and #each.classes == 0 then
      local held = within(each.content)
      if not held then return end
      said = said .. held
    elseif each.t == "Quoted" then
      local held = within(each.content)
      if not held then return end
      said = said .. (each.quotetype == "SingleQuote" and "‘" .. held .. "’" or "“" .. held .. "”")
    elseif each.t == "Str" or each.t == "Space" or each.t == "SoftBreak" then
      said = said .. plain(each):gsub("[\\`*<]", "\\%0")
    else
      return
    end
  end
  return said
end

-- “words” (Author 1893, 12) is a quotation, a citation by itself a locus.
local function with_citations(inlines)
  local done = pandoc.Inlines({})
  for _, each in ipairs(inlines) do
    local space = done[#done] and done[#done].t:match("^S[op][fa]") and 1 or 0
    local quoted = done[#done - space]
    local words = each.t == "Cite" and quoted and quoted.t == "Quoted" and within(quoted.content)
    if words then
      for _ = 0, space do done:remove() end
      done:insert(role("quote", words .. " <" .. citation(each) .. ">"))
    elseif each.t == "Cite" then
      done:insert(role("locus", citation(each)))
    elseif each.t == "Span" and each.classes[1] == "reference" then
      local name = each.attributes.name
      if names[name] then
        done:insert(role(names[name][1], names[name][2]))
      else
        remark("what it refers to was not found", each.attributes.latex)
        done:insert(pandoc.Str(name))
      end
    elseif each.t == "SmallCaps" and plain(each) ~= "" then
      has_small_capitals = true
      local words_alone = within(each.content)
      if words_alone then
        done:insert(role("sc", words_alone:gsub("([^\\])%*", "%1"):gsub("^%*", "")))
      else
        remark("no small capitals", plain(each))
        done:extend(each.content)
      end
    else
      done:insert(each)
    end
  end
  return done
end

-- Passages ---------------------------------------------------------------------------------------

local function called(note)
  local place = #footnotes + 1
  footnotes[place] = ""
  footnotes[place] = in_rst(note.content)
  return pandoc.RawInline("rst", "[#fn" .. place .. "]_")
end

local function is_marked(each, class)
  return each.t == "Span" and each.classes[1] == class
end

local function note_in(each)
  if is_marked(each, "ednote") then return each.content[1], each.attributes.kind end
  if each.t == "Note" then return each, "footnote" end
end

-- The words of a paragraph, in the language that all are in, its notes and its names.
local function taken(inlines, into, language)
  local lemma
  for _, each in ipairs(inlines) do
    local note, series = note_in(each)
    if note then
      local own = not NOTES[series] and lemma or nil
      table.insert(into.notes, { lemma = own, series = series, content = note.content })
    elseif is_marked(each, "edtext") then
      lemma = { from = #into.words + 1, said = each.attributes.lemma, latex = each.attributes.latex }
      taken(each.content, into, language)
      lemma.to = #into.words
    elseif is_marked(each, "label") then
      table.insert(into.labels, each.attributes.name)
    elseif each.t == "Span" then
      lemma = nil
      taken(each.content, into, each.attributes.lang or language)
    elseif each.content and each.t ~= "Quoted" and not plain(each):match("^%s*$") and
      #pandoc.Inlines(each.content):filter(function(one) return one.t == "Span" or one.t == "Note" end) > 0
    then
      -- Emphasis around a lemma is emphasis of its pieces.
      local inner = { words = pandoc.Inlines({}), notes = into.notes, labels = into.labels,
        languages = into.languages }
      local first, done, moved = #into.notes + 1, #into.words, {}
      lemma = nil
      taken(each.content, inner, language)
      for _, word in ipairs(inner.words) do
        local piece = each:clone()
        piece.content = { word }
        into.words:insert(word.t == "Str" and piece or word)
      end
      for place = first, #into.notes do
        local own = into.notes[place].lemma
        if own and not moved[own] then
          own.from, own.to, moved[own] = own.from + done, own.to + done, true
        end
      end
    else
      if each.t == "Str" and each.text:match("[%w\128-\255]") then
        into.languages[language or ""] = true
      end
      if each.t ~= "Space" and each.t ~= "SoftBreak" then lemma = nil end
      into.words:insert(each)
    end
  end
end

local function text_of(words, from, to)
  local said = pandoc.Inlines({})
  for place = from or 1, to or #words do said:insert(words[place]) end
  return (plain(said):gsub("&", " "):gsub("\u{a0}", " "):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

local function places_of(lemma, text)
  local places, at = {}, 1
  while true do
    local from, to = text:find(lemma, at, true)
    if not from then return places end
    local before, after = text:sub(from - 1, from - 1), text:sub(to + 1, to + 1)
    if not before:match("[%w\128-\255]") and not after:match("%w") then
      table.insert(places, from)
    end
    at = from + 1
  end
end

-- The words of a lemma as a directive has them; `[2]` where they come more than once.
local function lemma_of(note, words)
  local lemma = note.lemma
  if not lemma then return "" end
  local text, all = text_of(words, lemma.from, lemma.to), text_of(words)
  local dotted = lemma.said:gsub("\u{a0}", " "):gsub("%s*%.%.%.%s*", " … "):gsub("%s*…%s*", " … ")
  local first, last = dotted:match("^(.+) … (.+)$")
  if first and text:sub(1, #first) == first and text:sub(-#last) == last then
    return " " .. dotted
  elseif lemma.said ~= "" and lemma.said ~= text then
    remark("not the words of its passage, which are kept", "\\lemma{" .. lemma.latex .. "}")
  end
  local places = places_of(text, all)
  local before = lemma.from > 1 and #text_of(words, 1, lemma.from - 1) or 0
  for number, place in ipairs(places) do
    if #places > 1 and place > before then return " " .. text .. " [" .. number .. "]" end
  end
  return " " .. text
end

local function lines_of(words)
  local lines = { pandoc.Inlines({}) }
  for _, each in ipairs(words) do
    local last = lines[#lines]
    if each.t == "Str" and each.text:match("&") then
      local before = each.text:gsub("&.*", "")
      if before ~= "" then last:insert(pandoc.Str(before)) end
      table.insert(lines, pandoc.Inlines({}))
    elseif #last > 0 or not (each.t == "Space" or each.t == "SoftBreak") then
      last:insert(each)
    end
  end
  if #lines[#lines] == 0 then table.remove(lines) end
  return pandoc.LineBlock(lines)
end

local function options_of(into)
  local options, language, other = "", next(into.languages)
  if language and language ~= "" and not next(into.languages, language) then
    options = options .. "   :lang: " .. language .. "\n"
  end
  if into.labels[1] then options = "   :name: " .. into.labels[1] .. "\n" .. options end
  return options
end

local function rest_of_marks(each)
  if is_marked(each, "label") then
    remark("a label that is no passage's", each.attributes.name)
    return {}
  elseif is_marked(each, "edtext") then
    remark("its note is a footnote here", "\\edtext{" .. plain(each.content) .. "}")
    return each.content
  elseif is_marked(each, "ednote") or is_marked(each, "mark") then
    return each.content
  end
end

local function in_raw(text)
  return pandoc.Para({ pandoc.RawInline("rst", text) })
end

local function excerpt(inlines, is_verse)
  local into = { words = pandoc.Inlines({}), notes = {}, labels = {}, languages = {} }
  taken(inlines, into)
  local passage = is_verse and lines_of(into.words) or pandoc.Para(into.words)
  local parts = { ".. excerpt::\n" .. options_of(into) .. "\n" .. set_in(in_rst({ passage })) }
  for _, note in ipairs(into.notes) do
    local head = ".. " .. (kinds[note.series] or "gloss") .. "::" .. lemma_of(note, into.words)
    local body = note.content:walk({ Span = rest_of_marks }):walk({ Note = called })
    table.insert(parts, head .. "\n\n" .. set_in(in_rst(body)))
  end
  return in_raw(table.concat(parts, "\n\n"))
end

-- A paragraph as pieces: what \pstart or \stanza begins, and other words.
local numbered
local function pieces_of(inlines)
  local pieces = { { begun = numbered, words = pandoc.Inlines({}) } }
  for _, each in ipairs(inlines) do
    if is_marked(each, "mark") then
      local name = each.attributes.name
      if name == "pstart" or name == "stanza" then numbered = name else numbered = nil end
      if HEADINGS[name] then
        table.insert(pieces, { heading = HEADINGS[name], words = each.content })
        numbered = "pstart"
      elseif name == "printbibliography" then
        table.insert(pieces, { bibliography = true, words = pandoc.Inlines({}) })
      end
      table.insert(pieces, { begun = numbered, words = pandoc.Inlines({}) })
    elseif #pieces[#pieces].words > 0 or not (each.t == "Space" or each.t == "SoftBreak") then
      pieces[#pieces].words:insert(each)
    end
  end
  -- There is no blank line in a stanza.
  if numbered == "stanza" and #pieces[#pieces].words > 0 then numbered = nil end
  return pieces
end

local function has(inlines, class)
  local found = false
  pandoc.Para(inlines):walk({ Span = function(each) found = found or is_marked(each, class) end })
  return found
end

local function paragraph(para)
  local blocks = pandoc.Blocks({})
  for _, piece in ipairs(pieces_of(para.content)) do
    local words = piece.words
    while #words > 0 and (words[#words].t == "Space" or words[#words].t == "SoftBreak") do
      words:remove()
    end
    if piece.bibliography then
      blocks:insert(in_raw(".. bibliography::"))
    elseif piece.heading then
      blocks:insert(pandoc.Header(piece.heading, words))
    elseif #words > 0 and (piece.begun or has(words, "edtext")) then
      blocks:insert(excerpt(words, piece.begun == "stanza"))
    elseif #words > 0 then
      blocks:insert(pandoc.Para(words))
    end
  end
  return blocks
end

-- Behind a quotation its citation, in a paragraph of its own or at the end: an attribution.
local function quotation(quote)
  local last = quote.content[#quote.content]
  local content = last and last.t == "Para" and last.content
  local locus = content and content[#content]
  while locus and locus.t == "Span" and #locus.content == 1 do locus = locus.content[1] end
  local text = locus and locus.t == "RawInline" and locus.text:match("^:locus:`(.*)`$")
  if not text then return end
  content:remove()
  while #content > 0 and content[#content].t:match("^S[op]") do content:remove() end
  if #content == 0 then quote.content:remove() else last.content = content end
  quote.content:insert(pandoc.Para({ pandoc.RawInline("rst", "-- " .. text) }))
  return quote
end

-- What is set in behind a note would be taken for a part of it.
local function parted(blocks)
  for place = #blocks - 1, 1, -1 do
    local first = blocks[place].t == "Para" and blocks[place].content[1]
    local is_ours = first and first.t == "RawInline" and first.text:match("^%.%. excerpt::")
    if is_ours and blocks[place + 1].t == "BlockQuote" then
      blocks:insert(place + 1, in_raw(".."))
    end
  end
  return blocks
end

-- The whole --------------------------------------------------------------------------------------

local function without_marks(text)
  for _, mark in ipairs({ "“", "”", "‘", "’", "…", "–", "—", "\u{a0}" }) do
    text = text:gsub(mark, " ")
  end
  return text
end

-- Words of the files that are not in what was written of them.
local function check(written)
  local counts = {}
  for _, each in ipairs(remarks) do written = written .. " " .. each end
  for word in without_marks(written):gmatch("[%a\128-\255]+") do counts[word] = (counts[word] or 0) + 1 end
  for _, name in ipairs(PANDOC_STATE.input_files) do
    local file = io.open(name)
    local latex = file and file:read("a") or ""
    latex = (latex:match("\\begin{document}(.*)\\end{document}") or latex)
      :gsub("\\%%", ""):gsub("%%[^\n]*\n%s*", ""):gsub("{}", "")
      :gsub("\\begin%s*%b{}", ""):gsub("\\end%s*%b{}", "")
      :gsub("\\[vh]space%*?%b{}", ""):gsub("\\foreignlanguage%b{}", "")
      :gsub("\\selectlanguage%b{}", ""):gsub("\\(%a*)label%b{}", ""):gsub("\\(%a*)ref%b{}", "")
      :gsub("[%a\128-\255]*\\[^%a%s{}&]{?\\?%a?}?[%a\128-\255]*", " "):gsub("\\%a+%*?", " ")
    if file then file:close() end
    local missing = {}
    for word in without_marks(latex):gmatch("[%a\128-\255]+") do
      counts[word] = (counts[word] or 0) - 1
      if counts[word] == -1 and #word > 1 then table.insert(missing, word) end
    end
    if #missing > 0 then
      remark("words of " .. name .. " to look for", table.concat(missing, " "))
    end
  end
end

-- Footnotes by the order in which they are called.
local function with_footnotes(text)
  local numbers, parts = {}, {}
  local function number(call)
    if not numbers[call] then
      table.insert(parts, call)
      numbers[call] = #parts
    end
    return "[#n" .. numbers[call] .. "]_"
  end
  text = text:gsub("%[#fn(%d+)%]_", number)
  local at = 1
  while at <= #parts do
    local body = footnotes[tonumber(parts[at])]:gsub("%[#fn(%d+)%]_", number)
    text = text .. "\n\n.. [#n" .. at .. "]\n" .. set_in(body)
    at = at + 1
  end
  return text
end

local function named(blocks)
  blocks:walk({ Header = function(each) names[each.identifier] = { "ref", each.identifier } end })
  local function name(para)
    local first
    pandoc.walk_block(para, { Span = function(each)
      if is_marked(each, "label") then
        first = first or each.attributes.name
        names[each.attributes.name] = { "critique:ref", first }
      end
    end })
  end
  local is_within
  blocks:walk({ Para = function(para)
    for _, each in ipairs(para.content) do
      if is_marked(each, "mark") then
        is_within = each.attributes.name == "pstart" or each.attributes.name == "stanza" or is_within
      end
    end
    if is_within or has(para.content, "edtext") then name(para) end
  end })
end

function Pandoc(doc)
  for _, key in ipairs({ "Afootnote", "Bfootnote", "Cfootnote", "Dfootnote", "Efootnote" }) do
    if doc.meta[key] then kinds[key] = plain(doc.meta[key]) end
  end
  for _, key in ipairs({ "title", "subtitle", "author", "date", "abstract" }) do
    local said = doc.meta[key] and pandoc.utils.type(doc.meta[key])
    if said == "List" then
      for _, each in ipairs(doc.meta[key]) do remark("left out, " .. key, plain(each)) end
    elseif said then
      remark("left out, " .. key, plain(doc.meta[key]))
    end
  end
  local blocks = understood(doc.blocks)
  named(blocks)
  blocks = blocks:walk({ Inlines = with_citations })
  blocks = blocks:walk({ BlockQuote = quotation })
  blocks = blocks:walk({
    traverse = "topdown",
    Para = function(para) return paragraph(para), false end,
    Note = function(note) return note, false end,
  })
  blocks = blocks:walk({ Blocks = parted, Span = rest_of_marks }):walk({ Note = called })
  local text = in_rst(blocks)
  text = with_footnotes(text)
  if has_small_capitals then text = ".. role:: sc\n\n" .. text end
  check(text)
  for _, each in ipairs(remarks) do io.stderr:write("from-latex: " .. each .. "\n") end
  return pandoc.Pandoc({ pandoc.RawBlock("rst", text) })
end
