/** The programs of ours, and of what else Java has: each a process that prints a line of JSON for each measurement. */
package bench.program;
