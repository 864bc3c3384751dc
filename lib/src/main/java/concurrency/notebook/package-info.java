/**
 * What only makes sense in a notebook: showing something and going on, a progress bar, a look at whether all is in
 * place.
 *
 * <p>This is the only package that knows about kernels. It finds the one it runs in by itself, JJava or IJava, and
 * depends on neither; where there is none it shows things on the standard output. Start with
 * {@link concurrency.notebook.Notebook}, whose methods the notebooks import. Used by all of them.
 */
package concurrency.notebook;
