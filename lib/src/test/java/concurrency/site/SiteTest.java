package concurrency.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SiteTest {
    @Test
    void theSizesAreThoseOfTheCourse() {
        assertEquals("http://www.jython.org", Site.JYTHON.url());
        assertEquals(19_210, Site.JYTHON.content().length);
        assertEquals("http://olympus.realpython.org/dice", Site.DICE.url());
        assertEquals(275, Site.DICE.content().length);
    }

    @ParameterizedTest
    @EnumSource
    void everyPageIsHtmlInAsciiThatSaysItIsSimulated(Site site) {
        var page = new String(site.content(), StandardCharsets.US_ASCII);
        assertTrue(page.startsWith("<!DOCTYPE html>") && page.endsWith("</html>\n"), page);
        assertTrue(page.contains("Simulated") && page.contains("not " + site.url()), page);
        assertArrayEquals(site.content(), PageText.of(site.url(), site.size()), "not the same every time");
    }

    @Test
    void nobodyCanChangeAPage() {
        Site.DICE.content()[0] = 0;
        assertEquals('<', Site.DICE.content()[0]);
    }

    @Test
    void urlsTakeTurns() {
        var urls = Site.urls(160);
        assertEquals(80, Collections.frequency(urls, Site.JYTHON.url()));
        assertEquals(80, Collections.frequency(urls, Site.DICE.url()));
        assertEquals(List.of(Site.JYTHON.url(), Site.DICE.url(), Site.JYTHON.url()), Site.urls(3));
        assertEquals(List.of(), Site.urls(0));
    }

    @Test
    void fewerThanNoUrlsAreRefusedWithASentence() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Site.urls(-1));
        assertEquals("cannot download -1 pages: give a number from 0 up, for example 160", refused.getMessage());
    }
}
