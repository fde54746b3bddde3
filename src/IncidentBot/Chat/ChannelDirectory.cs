using System.Collections.Concurrent;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Which incident a conversation belongs to. Known ones are kept in memory: a command must not wait for a query.</summary>
public sealed class ChannelDirectory
{
    /// <summary>The kind of news that a conversation has become an incident's.</summary>
    internal const string News = "channel";

    private readonly ConcurrentDictionary<Place, int> _known = new();
    private readonly Database _database;

    /// <summary>Listens for channels that are opened from now on.</summary>
    public ChannelDirectory(Database database, IncidentStore store)
    {
        _database = database;
        database.News.Heard += Hear;
        database.News.Missed += _known.Clear;
        store.Committed += decided =>
        {
            foreach (var recorded in decided.Events)
            {
                if (recorded.What is ChannelOpened { Channel: var channel })
                {
                    _known[channel] = decided.After.Id.Number;
                }
            }
        };
    }

    /// <summary>The incident of a conversation; null where it is none's.</summary>
    public async ValueTask<IncidentId?> FindAsync(Place place, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(place, out var number) || !_database.News.IsComplete)
        {
            var gaps = _database.News.Gaps;
            number = await _database.ReadAsync(
                connection =>
                    connection.ExecuteScalarAsync<int>(
                        "select incident from channels where platform = @Platform and channel = @Channel",
                        new { place.Platform, place.Channel }
                    ),
                cancellation
            );
            if (number != 0 && gaps == _database.News.Gaps)
            {
                _known[place] = number;
            }
        }

        return number == 0 ? null : new IncidentId(number);
    }

    private void Hear(string kind, string what)
    {
        if (kind == News && what.Split(' ', 2) is [var platform, var channel])
        {
            _known.TryRemove(new Place(platform, channel), out _);
        }
    }
}
