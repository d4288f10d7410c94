import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';

/** Brings the part of the page into sight that the address names (`#pools`): it was not there yet when the browser looked for it. */
export function useHashSection(): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash !== '') {
      document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
    }
  }, [hash]);
}
