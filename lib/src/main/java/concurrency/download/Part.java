package concurrency.download;

import concurrency.trace.Activity;
import java.io.Serializable;

/**
 * A part of the time that a download took.
 *
 * @param activity {@link Activity#WAITING} for something outside; {@link Activity#READY}, standing in line; or
 *     {@link Activity#WORKING}, from when its worker could go on until it had to wait again
 * @param start ns since the run's start
 * @param end ns since the run's start
 * @param work for how long of a part of the last kind its worker can have kept a core busy at most, in ns: the time
 *     that its thread had of a processor, or all of the part where no clock knows; 0 for the other kinds
 */
public record Part(Activity activity, long start, long end, long work) implements Serializable {}
