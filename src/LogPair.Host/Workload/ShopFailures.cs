using System.Diagnostics.CodeAnalysis;

namespace LogPair.Host.Workload;

/// <summary>
/// Exceptions that were really thrown, so that their text has the stack and the inner exceptions of a real one.
/// </summary>
internal static class ShopFailures
{
    /// <summary>Thrown once and reused: what a line costs must not depend on how fast exceptions are.</summary>
    public static readonly IReadOnlyList<Exception> All =
    [
        Catch(() => throw new TimeoutException("The payment provider did not answer within 3000 ms.")),
        Catch(() => ReserveStock(remaining: 0)),
        Catch(() => WrapAsRepository(() => throw new IOException("Connection reset by peer: \"orders-db:5432\""))),
        Catch(() => throw new PaymentRejectedException("Card was rejected by the issuer.\nCode: \"51\"\tbank\\branch 7")),
        Catch(() => WrapAsRepository(() => throw new TimeoutException("Lock on row 4711 not granted."))),
    ];

    private static Exception Catch(Action failing)
    {
        try
        {
            failing();
        }
        catch (Exception exception)
        {
            return exception;
        }

        throw new System.Diagnostics.UnreachableException();
    }

    private static void ReserveStock(int remaining)
    {
        if (remaining == 0) ThrowOutOfStock();
    }

    [DoesNotReturn]
    private static void ThrowOutOfStock() =>
        throw new InvalidOperationException("Größe M ist ausverkauft: nothing left to reserve.");

    private static void WrapAsRepository(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception)
        {
            throw new RepositoryException("Order could not be stored.", exception);
        }
    }
}
