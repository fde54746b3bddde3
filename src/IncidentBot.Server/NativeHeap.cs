using System.Runtime.InteropServices;

namespace IncidentBot.Server;

/// <summary>
/// What lies outside the garbage collector's heap: SQLite's pages and the compiler's buffers. glibc keeps a heap for each of many threads and
/// gives little of it back; with other C libraries there is nothing to do.
/// </summary>
internal static class NativeHeap
{
    // Of malloc.h.
    private const int ArenaMax = -8;

    /// <summary>All threads share one heap. To be called before there are many.</summary>
    public static void Share() => Try(() => MallOpt(ArenaMax, 1));

    /// <summary>Gives back to the system what nobody uses.</summary>
    public static void GiveBack() => Try(() => MallocTrim(0));

    private static void Try(Func<int> call)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = call();
        }
        catch (TypeLoadException)
        {
            // Not glibc.
        }
    }

    [DllImport("libc.so.6", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint pad);

    [DllImport("libc.so.6", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallOpt(int parameter, int value);
}
