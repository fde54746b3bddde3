using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Incidents;
using IncidentBot.Testing;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Timeline;

public sealed class EntriesInOrder
{
    // Each step goes on from any list that there was, and adds one or puts one in the place of another.
    private static readonly Gen<(int From, int Place)> Step =
        from step in Gen.Choose(0, int.MaxValue)
        from place in Gen.Choose(-8, 40)
        select (step, place);

    [Fact]
    public void Every_list_stays_what_it_was_however_others_go_on_from_it() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                Step.ListOf().ToArbitrary(),
                steps =>
                {
                    List<(TimelineEntries Ours, ImmutableList<TimelineEntry> Theirs)> lists = [(TimelineEntries.None, [])];
                    foreach (var (from, place) in steps)
                    {
                        var (ours, theirs) = lists[from % lists.Count];
                        var entry = Entry(lists.Count);
                        lists.Add(
                            place >= 0 && place < theirs.Count
                                ? (ours.SetItem(place, entry), theirs.SetItem(place, entry))
                                : (ours.Add(entry), theirs.Add(entry))
                        );
                    }

                    return lists.TrueForAll(list => list.Ours.SequenceEqual(list.Theirs) && list.Ours.Count == list.Theirs.Count);
                }
            )
        );

    [Fact]
    public void Two_who_add_to_the_same_list_at_once_each_get_their_own()
    {
        var five = Enumerable.Range(1, 5).Aggregate(TimelineEntries.None, (list, number) => list.Add(Entry(number)));

        var lists = Enumerable.Range(6, 1_000).AsParallel().Select(number => five.Add(Entry(number))).ToList();

        Assert.Equal(Enumerable.Range(6, 1_000), lists.Select(list => list[^1].Number).Order());
        Assert.All(lists, list => Assert.Equal([1, 2, 3, 4, 5], list.Take(5).Select(entry => entry.Number)));
    }

    [Fact]
    public void What_is_not_there_is_not_found()
    {
        var two = TimelineEntries.None.Add(Entry(1)).Add(Entry(2));

        Assert.Equal((1, 2), (two.Find(_ => true)?.Number, two.FindLast(_ => true)?.Number));
        Assert.Null(two.Find(entry => entry.Number == 3));
        Assert.False(TimelineEntries.None.Exists(_ => true));
        Assert.Throws<ArgumentOutOfRangeException>(() => two[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => TimelineEntries.None.SetItem(0, Entry(1)));
    }

    private static TimelineEntry Entry(int number) =>
        TimelineEntry.Of(
            new Recorded(
                number,
                new Noted($"Note {number}"),
                Moment.Exact(NodaConstants.UnixEpoch, "UTC"),
                NodaConstants.UnixEpoch,
                Cast.Amara
            )
        );
}
