/** The formatter's command, which {@code mvn verify} and {@code mvn -Pformat} run. */
package style;
