using System.Text.Json;
using Dapper;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.WebChat;

/// <summary>A message of the web chat. Ordinary words of a person are a card of one paragraph.</summary>
public sealed record WebMessage(string Id, string Channel, Person Author, Card Card, Instant PostedAt, bool IsEdited);

/// <summary>The messages of the web chat and who may read them, and who is told when that changes.</summary>
public sealed class WebMessages
{
    // The kind of news that a channel has changed.
    private const string News = "web";
    private const int MostShown = 200;

    private readonly Database _database;
    private readonly IClock _clock;

    /// <summary>Listens to what other nodes change from now on.</summary>
    public WebMessages(Database database, IClock clock)
    {
        _database = database;
        _clock = clock;
        database.News.Heard += Hear;
    }

    /// <summary>Raised when a channel's messages, or the list of channels, changed; the argument is the channel's id.</summary>
    public event Action<string>? Changed;

    /// <summary>Adds a channel; one that is there already stays as it is.</summary>
    public async Task AddChannelAsync(WebChannel channel, CancellationToken cancellation)
    {
        await _database.WriteAsync(
            """
            insert into web_channels (id, name, topic, incident, private, created_at) values (@Id, @Name, @Topic, @Incident, @IsPrivate, @now)
            on conflict (id) do nothing
            """,
            new
            {
                channel.Id,
                channel.Name,
                channel.Topic,
                channel.Incident,
                channel.IsPrivate,
                now = _clock.GetCurrentInstant(),
            },
            cancellation,
            (News, channel.Id)
        );
        Changed?.Invoke(channel.Id);
    }

    /// <summary>Lets a person into a channel, and tells that it changed: they see it from now on. One who is in it stays in it.</summary>
    public async Task AddMemberAsync(string channel, Person person, CancellationToken cancellation)
    {
        await _database.WriteAsync(
            "insert into web_members (channel, person) values (@channel, @id) on conflict (channel, person) do nothing",
            new { channel, id = person.Id },
            cancellation,
            (News, channel)
        );
        Changed?.Invoke(channel);
    }

    /// <summary>Adds a message and gives back its id; a second one with the same key is the first one.</summary>
    public async Task<string> AddAsync(string channel, Person author, Card card, string? key, CancellationToken cancellation)
    {
        var own = Guid.CreateVersion7(_clock.GetCurrentInstant().ToDateTimeOffset()).ToString("N");
        var id = await _database.WriteAsync(
            async transaction =>
                await transaction.Connection!.ExecuteScalarAsync<string?>(
                    "select id from web_messages where key = @key or id = @own",
                    new { key, own },
                    transaction
                )
                ?? await transaction.Connection!.QuerySingleAsync<string>(
                    """
                    insert into web_messages (id, channel, position, author_id, author_name, card, key, posted_at)
                    values (@id, @channel, (select coalesce(max(position), 0) + 1 from web_messages where channel = @channel), @authorId, @authorName, @card, @key, @now)
                    returning id
                    """,
                    new
                    {
                        id = own,
                        channel,
                        authorId = author.Id,
                        authorName = author.Name,
                        card = JsonSerializer.Serialize(card, StoredJson.Card),
                        key,
                        now = _clock.GetCurrentInstant(),
                    },
                    transaction
                ),
            cancellation,
            (News, channel)
        );
        Changed?.Invoke(channel);
        return id;
    }

    /// <summary>Changes what a message shows.</summary>
    public async Task EditAsync(string channel, string id, Card card, CancellationToken cancellation)
    {
        await _database.WriteAsync(
            "update web_messages set card = @card, edited_at = @now where id = @id",
            new
            {
                id,
                card = JsonSerializer.Serialize(card, StoredJson.Card),
                now = _clock.GetCurrentInstant(),
            },
            cancellation,
            (News, channel)
        );
        Changed?.Invoke(channel);
    }

    /// <summary>The last messages of a channel, oldest first.</summary>
    public async Task<IReadOnlyList<WebMessage>> ListAsync(string channel, CancellationToken cancellation)
    {
        var rows = await _database.ReadAsync(
            connection =>
                connection.QueryAsync<Row>(
                    """
                    select id, channel, author_id as AuthorId, author_name as AuthorName, card, posted_at as PostedAt, edited_at as EditedAt
                    from web_messages where channel = @channel order by position desc, id desc limit @most
                    """,
                    new { channel, most = MostShown }
                ),
            cancellation
        );
        return [.. rows.Reverse().Select(row => row.ToMessage())];
    }

    /// <summary>Finds a message; null where there is none.</summary>
    public async Task<WebMessage?> FindAsync(string id, CancellationToken cancellation)
    {
        var rows = await _database.ReadAsync(
            connection =>
                connection.QueryAsync<Row>(
                    "select id, channel, author_id as AuthorId, author_name as AuthorName, card, posted_at as PostedAt, edited_at as EditedAt from web_messages where id = @id",
                    new { id }
                ),
            cancellation
        );
        return rows.Select(row => row.ToMessage()).FirstOrDefault();
    }

    private void Hear(string kind, string what)
    {
        if (kind == News)
        {
            Changed?.Invoke(what);
        }
    }

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Channel { get; init; }
        public required string AuthorId { get; init; }
        public required string AuthorName { get; init; }
        public required string Card { get; init; }
        public required Instant PostedAt { get; init; }
        public Instant? EditedAt { get; init; }

        public WebMessage ToMessage() =>
            new(
                Id,
                Channel,
                new Person(AuthorId, AuthorName),
                JsonSerializer.Deserialize(Card, StoredJson.Card)!,
                PostedAt,
                EditedAt is not null
            );
    }
}
