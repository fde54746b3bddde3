using IncidentBot.Import.Drafts;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Import;

/// <summary>The entries of a document's timeline as events: what one plainly is, else a note.</summary>
internal sealed class EntryEvents
{
    private readonly DocumentFacts _facts;
    private readonly DateTimeZone _zone;
    private readonly List<Happening> _events = [];
    private readonly int _end;
    private int _hypotheses;
    private int? _open;
    private bool _isDetected;
    private bool _isIdentified;

    private EntryEvents(DocumentFacts facts, DateTimeZone zone)
    {
        (_facts, _zone) = (facts, zone);
        _end = EndOf(facts, zone);
    }

    /// <summary>The events, in the document's order.</summary>
    public static IReadOnlyList<Happening> Of(DocumentFacts facts, DateTimeZone zone)
    {
        var events = new EntryEvents(facts, zone);
        if (facts.DraftOf is not null)
        {
            events.AddSentences();
        }
        else
        {
            events.Add();
        }

        return events._events;
    }

    private void Add()
    {
        if (_facts.Detection is { } detection && !_facts.Entries.Any(entry => entry.Text == detection))
        {
            _events.Add(new Happening(new Detected(detection), Moment.Unknown(_zone.Id)));
        }

        for (var i = 0; i < _facts.Entries.Length; i++)
        {
            Add(_facts.Entries[i], isEnd: i == _end);
        }

        if (_end < 0 && _facts.End is { Date: not null } over)
        {
            _events.Add(new Happening(new Resolved(""), over.ToMoment(_zone)));
        }
    }

    // Hypotheses first, by their numbers: a draft tells what happened by time, and some are decided at a time before they were raised.
    private void AddSentences()
    {
        foreach (var entry in _facts.Entries)
        {
            if (DraftEvents.Of(entry.Text) is { } what)
            {
                _events.Add(new Happening(what, entry.When?.ToMoment(_zone) ?? Moment.Unknown(_zone.Id)));
            }
        }

        var raised = _events
            .Where(told => told.What is HypothesisRaised)
            .OrderBy(told => ((HypothesisRaised)told.What).Hypothesis)
            .ToList();
        _events.RemoveAll(told => told.What is HypothesisRaised);
        _events.InsertRange(0, raised);
    }

    private void Add(ToldEntry entry, bool isEnd)
    {
        // Without a day a time of day is no moment, so it stays with the words.
        var text = entry.When is { Date: null } when ? $"{when} {entry.Text}" : entry.Text;
        var at = entry.When?.ToMoment(_zone) ?? Moment.Unknown(_zone.Id);
        foreach (var what in isEnd ? [new Resolved(text)] : Meant(text))
        {
            _events.Add(new Happening(what, at));
        }
    }

    private IEnumerable<IncidentEvent> Meant(string text)
    {
        if (EntryMeaning.IsSuspicion(text) || (_open is not null && EntryMeaning.IsRuledOut(text)))
        {
            return Hypotheses(text);
        }

        if (!_isDetected && !_isIdentified && EntryMeaning.IsDetection(text))
        {
            _isDetected = true;
            return [new Detected(text)];
        }

        if (!_isIdentified && EntryMeaning.IsIdentification(text))
        {
            _isIdentified = true;
            return [new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified, text)];
        }

        return [EntryMeaning.IsMitigation(text) ? new Mitigated(text) : new Noted(text)];
    }

    // "Nothing found in the queries. Now the network is suspected" ends one and begins another.
    private IEnumerable<IncidentEvent> Hypotheses(string text)
    {
        var sentences = Paragraphs.Sentences(text).ToList();
        var turn = sentences.FindIndex(EntryMeaning.IsSuspicion);
        if (_open is { } wrong && EntryMeaning.IsRuledOut(text))
        {
            var against = turn > 0 ? string.Join(' ', sentences.Take(turn)) : text;
            _open = null;
            yield return new HypothesisRuledOut(wrong, against);
            if (turn <= 0)
            {
                yield break;
            }

            text = string.Join(' ', sentences.Skip(turn));
        }

        _open = ++_hypotheses;
        yield return new HypothesisRaised(_hypotheses, text);
        if (EntryMeaning.IsRuledOut(text))
        {
            _open = null;
            yield return new HypothesisRuledOut(_hypotheses, "");
        }
    }

    // The entry at the time at which the document says it was over; else the last one, where its words say so.
    private static int EndOf(DocumentFacts facts, DateTimeZone zone)
    {
        if (facts.Entries.IsEmpty)
        {
            return -1;
        }

        if (facts.End?.At(zone) is { } over)
        {
            return facts.Entries.ToList().FindLastIndex(entry => entry.When?.At(zone) == over);
        }

        return EntryMeaning.IsEnd(facts.Entries[^1].Text) ? facts.Entries.Length - 1 : -1;
    }
}
