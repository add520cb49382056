using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace LogPair.Host.Web;

/// <summary>Buffers of connections from the pool that everything else in the process has.</summary>
/// <remarks>Kestrel's own pools are trimmed every ten seconds, which wakes three threads of a process that is idle.</remarks>
internal sealed class SharedMemory : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => MemoryPool<byte>.Shared;
}
