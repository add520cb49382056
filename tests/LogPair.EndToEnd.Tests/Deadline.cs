using System.Diagnostics;

namespace LogPair.EndToEnd.Tests;

/// <summary>Waits for another process to reach a state that can only be asked for.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks again and again until the answer is right.</summary>
    /// <returns>The right answer; or, past the deadline, the last one: the caller asserts on it and shows what is wrong.</returns>
    public static async Task<T> PollAsync<T>(TimeSpan patience, Func<Task<T>> ask, Predicate<T> isRight, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (isRight(answer) || Stopwatch.GetElapsedTime(started) > patience) return answer;

            await Task.Delay(Between, cancel);
        }
    }
}
