using System.Collections.Concurrent;
using Hangfire;
using Hangfire.States;
using Hangfire.Storage;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;

namespace IncidentBot.Jobs.Hangfire;

/// <summary>
/// Gives Hangfire's jobs our keys, which it does not know: beside each key stands the one job that is to call it. A job that does not stand
/// there any more calls nobody.
/// </summary>
internal sealed class KeyedJobs(JobStorage storage, IBackgroundJobClient client, TimeProvider time, bool isAlone)
{
    private static readonly System.TimeSpan LongestWait = System.TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Instant?> _told = new(StringComparer.Ordinal);

    /// <summary>The key is to be called at that time, by one job; at none where there is no time. Waits for nothing; <see cref="Write(string)"/> writes it.</summary>
    public void Tell(string key, Instant? at) => _told[key] = at;

    /// <summary>Writes what was told last of a key.</summary>
    public void Write(string key) =>
        Hold(
            key,
            (connection, known) =>
            {
                if (!_told.TryGetValue(key, out var at))
                {
                    return;
                }

                if (!(known is { IsCalled: false } && known.At == at && IsWaiting(connection, known.Job)))
                {
                    Replace(connection, key, known, at);
                }

                // Unless something else was told meanwhile.
                _told.TryRemove(new(key, at));
            }
        );

    /// <summary>What was told of a key and could not be written is forgotten.</summary>
    public void Drop(string key) => _told.TryRemove(key, out _);

    /// <summary>Whether this job is the one to call the key now.</summary>
    public bool Begin(string key, string job)
    {
        var isToCall = false;
        Change(
            key,
            job,
            (connection, entry) =>
            {
                isToCall = !_told.TryGetValue(key, out var at) || at <= Now;
                if (isToCall)
                {
                    // What was told and not written yet is due too: this call is for it as well.
                    _told.TryRemove(key, out _);
                    Write(connection, key, entry with { IsCalled = true });
                }
            }
        );
        return isToCall;
    }

    /// <summary>The key has been called by this job; another one may have come in its place meanwhile.</summary>
    public void Finish(string key, string job) => Change(key, job, (connection, _) => Forget(connection, key));

    /// <summary>The same job calls the key once more at that time; false where the key was set anew or cancelled meanwhile.</summary>
    public bool Postpone(string key, string job, Instant until) =>
        Change(key, job, (connection, entry) => Write(connection, key, entry with { At = until, IsCalled = false }));

    /// <summary>How Hangfire is told of a time. It counts whole seconds, so that it may be late by one but never early.</summary>
    public IState At(Instant due)
    {
        var seconds = due.ToUnixTimeTicks() / (double)NodaConstants.TicksPerSecond;
        return due <= Now ? new EnqueuedState() : new ScheduledState(DateTime.UnixEpoch.AddSeconds(Math.Ceiling(seconds)));
    }

    private Instant Now => time.GetUtcNow().ToInstant();

    private void Replace(IStorageConnection connection, string key, Entry? known, Instant? at)
    {
        if (known is { IsCalled: false })
        {
            client.Delete(known.Job);
        }

        if (at is { } due)
        {
            var job = client.Create<WakeCall>(call => call.RunAsync(key, null), At(due));
            Write(connection, key, new Entry(job, due, false));
        }
        else if (known is not null)
        {
            Forget(connection, key);
        }
    }

    private bool Change(string key, string job, Action<IStorageConnection, Entry> change)
    {
        var isOurs = false;
        Hold(
            key,
            (connection, entry) =>
            {
                if (isOurs = entry?.Job == job)
                {
                    change(connection, entry!);
                }
            }
        );
        return isOurs;
    }

    // Workers and the writer of this process take turns; of other nodes, those that mean the same key.
    private void Hold(string key, Action<IStorageConnection, Entry?> action)
    {
        lock (_lock)
        {
            using var connection = storage.GetConnection();
            using var others = isAlone ? null : connection.AcquireDistributedLock(Name(key), LongestWait);
            action(connection, Entry.Of(connection.GetAllEntriesFromHash(Name(key))));
        }
    }

    // Somebody may have deleted it on the dashboard.
    private static bool IsWaiting(IStorageConnection connection, string job) =>
        connection.GetJobData(job)?.State is { } state
        && (state == ScheduledState.StateName || state == EnqueuedState.StateName || state == ProcessingState.StateName);

    private static void Write(IStorageConnection connection, string key, Entry entry) =>
        connection.SetRangeInHash(Name(key), entry.ToFields());

    private static void Forget(IStorageConnection connection, string key)
    {
        using var transaction = connection.CreateWriteTransaction();
        transaction.RemoveHash(Name(key));
        transaction.Commit();
    }

    private static string Name(string key) => "incidentbot:" + key;

    private sealed record Entry(string Job, Instant At, bool IsCalled)
    {
        private static readonly InstantPattern Exact = InstantPattern.ExtendedIso;

        public static Entry? Of(Dictionary<string, string>? fields) =>
            fields is null ? null : new Entry(fields["job"], Exact.Parse(fields["at"]).Value, fields["called"] == "1");

        public KeyValuePair<string, string>[] ToFields() =>
            [new("job", Job), new("at", Exact.Format(At)), new("called", IsCalled ? "1" : "0")];
    }
}
