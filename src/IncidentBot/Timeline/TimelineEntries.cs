using System.Collections;

namespace IncidentBot.Timeline;

/// <summary>The entries of an incident, in order. Immutable: to add one makes a new list, and the old one stays as it was.</summary>
/// <remarks>
/// Lists that follow from each other share their entries, so that adding one neither copies nor balances anything. Only the first who adds to a list
/// takes the next place; whoever adds to the same list again gets entries of their own.
/// </remarks>
public sealed class TimelineEntries : IReadOnlyList<TimelineEntry>
{
    private const int Fewest = 8;

    private readonly Shelf _shelf;

    private TimelineEntries(Shelf shelf, int count)
    {
        _shelf = shelf;
        Count = count;
    }

    /// <summary>None.</summary>
    public static TimelineEntries None { get; } = new(new Shelf(0), 0);

    /// <inheritdoc />
    public int Count { get; }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Count == 0;

    /// <inheritdoc />
    public TimelineEntry this[int index] =>
        (uint)index < (uint)Count ? _shelf.Places[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>These and one more.</summary>
    public TimelineEntries Add(TimelineEntry entry)
    {
        var shelf = _shelf.Takes(Count) ? _shelf : _shelf.Copied(Count, Math.Max(Fewest, Count * 2));
        shelf.Places[Count] = entry;
        return new TimelineEntries(shelf, Count + 1);
    }

    /// <summary>These with another one in that place.</summary>
    public TimelineEntries SetItem(int index, TimelineEntry entry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var shelf = _shelf.Copied(Count - 1, Count);
        shelf.Places[Count - 1] = _shelf.Places[Count - 1];
        shelf.Places[index] = entry;
        return new TimelineEntries(shelf, Count);
    }

    /// <summary>The first of which that is so; null where it is of none.</summary>
    public TimelineEntry? Find(Func<TimelineEntry, bool> isIt)
    {
        for (var i = 0; i < Count; i++)
        {
            if (isIt(_shelf.Places[i]))
            {
                return _shelf.Places[i];
            }
        }

        return null;
    }

    /// <summary>The last of which that is so; null where it is of none.</summary>
    public TimelineEntry? FindLast(Func<TimelineEntry, bool> isIt)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            if (isIt(_shelf.Places[i]))
            {
                return _shelf.Places[i];
            }
        }

        return null;
    }

    /// <summary>Whether it is so of any.</summary>
    public bool Exists(Func<TimelineEntry, bool> isIt) => Find(isIt) is not null;

    /// <inheritdoc />
    public IEnumerator<TimelineEntry> GetEnumerator() =>
        new ArraySegment<TimelineEntry>(_shelf.Places, 0, Count).AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Shelf(int size)
    {
        private int _taken;

        public TimelineEntry[] Places { get; } = new TimelineEntry[size];

        // Two may add to the same list at once: one of them gets the place.
        public bool Takes(int place) => place < Places.Length && Interlocked.CompareExchange(ref _taken, place + 1, place) == place;

        public Shelf Copied(int count, int size)
        {
            var copy = new Shelf(size) { _taken = count + 1 };
            Array.Copy(Places, copy.Places, count);
            return copy;
        }
    }
}
