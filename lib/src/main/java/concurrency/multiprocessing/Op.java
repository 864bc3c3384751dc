package concurrency.multiprocessing;

/** What a {@link Message} is. Its place in this list is its number on the wire. */
enum Op {
    /** To a worker: the version, the system properties, the initializer. The first message. */
    INITIALIZE,
    /** To a worker: run this task. */
    TASK,
    /** To a worker: run the task that you keep as a function. */
    CALL,
    /** To a worker: keep this function until {@link #FORGET}. */
    FUNCTION,
    /** To a worker: apply a function that you keep to each of these. */
    CHUNK,
    /** To a worker: that function will not be needed again. */
    FORGET,
    /** To a worker: interrupt that task. */
    CANCEL,
    /** To a worker: give that task back if you have not begun with it. */
    RECALL,
    /** To a worker: the bytes of a class that you asked for; empty if there are none. */
    CLASS,
    /** To a worker: end. */
    BYE,
    /** From a worker: the version, and its clock. The first message. */
    HELLO,
    /** From a worker: initialized. */
    READY,
    /** From a worker: the initializer threw this. */
    NOT_READY,
    /** From a worker: begun with that task. Nothing of it has run before this is written. */
    STARTED,
    /** From a worker: not begun with that task, and never will. */
    RETURNED,
    /** From a worker: that task returned this. */
    RESULT,
    /** From a worker: that task threw this. */
    FAILURE,
    /** From a worker: a class is wanted. */
    WANTED,
    /** From a worker: written to the standard output. */
    OUT,
    /** From a worker: written to the standard error. */
    ERR
}
