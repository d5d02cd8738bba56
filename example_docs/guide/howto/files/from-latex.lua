-- For pandoc: citations, and notes of reledmac, from LaTeX to reST of sphinx-critique.

local text = pandoc.utils.stringify

local function in_rst(blocks)
  return pandoc.write(pandoc.Pandoc(blocks), "rst"):gsub("\n+$", "")
end

local function set_in(words)
  return "   " .. words:gsub("\n([^\n])", "\n   %1")
end

local function citation(cite)
  local said = {}
  for _, each in ipairs(cite.citations) do
    local before, after = text(each.prefix), text(each.suffix)
    if before ~= "" then before = before .. " " end
    if after ~= "" then after = ", " .. after:gsub("^[%s,]+", "") end
    table.insert(said, before .. each.id .. after)
  end
  return table.concat(said, "; ")
end

-- “words” (Author 1893, 12) is a quotation, a citation by itself a locus.
function Inlines(inlines)
  local done = pandoc.Inlines({})
  for _, each in ipairs(inlines) do
    local quoted = done[#done - 1]
    if each.t == "Cite" and quoted and quoted.t == "Quoted" then
      done:remove()
      done:remove()
      local words = text(quoted.content) .. " <" .. citation(each) .. ">"
      done:insert(pandoc.RawInline("rst", ":quote:`" .. words .. "`"))
    elseif each.t == "Cite" then
      done:insert(pandoc.RawInline("rst", ":locus:`" .. citation(each) .. "`"))
    else
      done:insert(each)
    end
  end
  return done
end

-- The words of a paragraph, and its notes, those within the lemma of others among them.
local function part(inlines, words, notes)
  for place, each in ipairs(inlines) do
    local before = inlines[place - 1]
    if each.t == "Note" then
      local head = ".. gloss::"
      if before and before.t == "SmallCaps" then head = head .. " " .. text(before.content) end
      table.insert(notes, head .. "\n\n" .. set_in(in_rst(each.content)))
    elseif each.t == "SmallCaps" then
      part(each.content, words, notes)
    else
      words:insert(each)
    end
  end
end

local function has_lemma(inlines)
  for place, each in ipairs(inlines) do
    local after = inlines[place + 1]
    if each.t == "SmallCaps" and after and after.t == "Note" then return true end
  end
end

-- A paragraph with \edtext in it is an excerpt, and each of its notes a gloss.
function Para(para)
  if not has_lemma(para.content) then return end
  local words, notes = pandoc.Inlines({}), {}
  part(para.content, words, notes)
  local passage = set_in(in_rst({ pandoc.Para(words) }))
  local all = ".. excerpt::\n\n" .. passage .. "\n\n" .. table.concat(notes, "\n\n")
  return pandoc.Para({ pandoc.RawInline("rst", all) })
end

-- \blockcquote has its citation in a paragraph of its own: an attribution.
function BlockQuote(quote)
  local last = quote.content[#quote.content]
  local locus = #last.content == 1 and last.content[1].t == "RawInline" and last.content[1].text
  if locus and locus:match("^:locus:`(.*)`$") then
    last.content[1].text = "-- " .. locus:match("^:locus:`(.*)`$")
    return quote
  end
end

-- What is set in behind a note would be taken for a part of it.
function Blocks(blocks)
  for place = #blocks - 1, 1, -1 do
    local first = blocks[place].t == "Para" and blocks[place].content[1]
    local is_ours = first and first.t == "RawInline" and first.text:match("^%.%. excerpt::")
    if is_ours and blocks[place + 1].t == "BlockQuote" then
      blocks:insert(place + 1, pandoc.Para({ pandoc.RawInline("rst", "..") }))
    end
  end
  return blocks
end
