namespace LogPair.Processor.Pipeline.Following;

/// <summary>What a lane is to do.</summary>
/// <param name="Segment">To be read, if there is nothing to help with.</param>
/// <param name="Backlog">To help with: the segment belongs to the lane that shares it; null if there is none.</param>
internal readonly record struct LaneWork(TailedSegment Segment, SharedBacklog? Backlog);
